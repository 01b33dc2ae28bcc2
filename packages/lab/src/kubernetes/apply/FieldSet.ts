import { isObject, type JsonObject } from '../schema/Schema';

/**
 * Set of fields of an object, as `managedFields` keeps it. Elements of a path are written as in fieldsV1: `f:name`
 * for a field, `k:{"name":"x"}` for an item of a keyed list, `v:"x"` for an item of a set, `i:0` for a position.
 * Instances are not changed after they are built.
 */
export class FieldSet {
  readonly #members = new Set<string>();
  readonly #children = new Map<string, FieldSet>();

  /** Reads fieldsV1; what is not understood is left out. */
  static fromJson(json: unknown): FieldSet {
    const set = new FieldSet();
    if (!isObject(json)) return set;
    for (const [element, below] of Object.entries(json)) {
      if (element === '.' || !isObject(below)) continue;
      const fields = Object.keys(below);
      if (fields.length === 0 || fields.includes('.')) {
        set.#members.add(element);
      }
      const child = FieldSet.fromJson(below);
      if (!child.isEmpty()) set.#children.set(element, child);
    }
    return set;
  }

  isEmpty(): boolean {
    return this.#members.size === 0 && this.#children.size === 0;
  }

  has(element: string): boolean {
    return this.#members.has(element);
  }

  child(element: string): FieldSet | undefined {
    return this.#children.get(element);
  }

  /** First elements of all paths. */
  elements(): string[] {
    return [...new Set([...this.#members, ...this.#children.keys()])];
  }

  /** Adds a path while the set is being built. */
  insert(path: readonly string[]): void {
    const [element, ...rest] = path;
    if (element === undefined) return;
    if (rest.length === 0) {
      this.#members.add(element);
      return;
    }
    const child = this.#children.get(element) ?? new FieldSet();
    this.#children.set(element, child);
    child.insert(rest);
  }

  union(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (here, there) => here || there,
      (a, b) => (a && b ? a.union(b) : a ?? b),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (here, there) => here && there,
      (a, b) => a && b && a.intersection(b),
    );
  }

  difference(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (here, there) => here && !there,
      (a, b) => (a && b ? a.difference(b) : a),
    );
  }

  /** Without the paths of `other` and all that lies below them. */
  recursiveDifference(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (here, there) => here && !there,
      (a, b, element) => {
        if (other.#members.has(element)) return undefined;
        return a && b ? a.recursiveDifference(b) : a;
      },
    );
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty() && other.difference(this).isEmpty();
  }

  /** All member paths. */
  paths(): string[][] {
    return this.elements().flatMap(element => [
      ...(this.#members.has(element) ? [[element]] : []),
      ...(this.#children.get(element)?.paths() ?? []).map(path => [
        element,
        ...path,
      ]),
    ]);
  }

  toJson(): JsonObject {
    const json: JsonObject = {};
    for (const element of this.elements().sort()) {
      const below = this.#children.get(element)?.toJson();
      const dot = this.#members.has(element) && below ? { '.': {} } : {};
      json[element] = { ...dot, ...below };
    }
    return json;
  }

  #combine(
    other: FieldSet,
    member: (here: boolean, there: boolean) => boolean,
    below: (
      here: FieldSet | undefined,
      there: FieldSet | undefined,
      element: string,
    ) => FieldSet | undefined,
  ): FieldSet {
    const result = new FieldSet();
    for (const element of new Set([...this.elements(), ...other.elements()])) {
      if (member(this.#members.has(element), other.#members.has(element))) {
        result.#members.add(element);
      }
      const child = below(
        this.#children.get(element),
        other.#children.get(element),
        element,
      );
      if (child && !child.isEmpty()) result.#children.set(element, child);
    }
    return result;
  }
}

/** A path as messages write it: `.spec.containers[name="web"].image`. */
export function pathText(path: readonly string[]): string {
  return path
    .map(element => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('i:')) return `[${rest}]`;
      if (element.startsWith('v:')) return `[=${rest}]`;
      const keys: unknown = JSON.parse(rest);
      const pairs = isObject(keys) ? Object.entries(keys) : [];
      return `[${pairs
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
        .join(',')}]`;
    })
    .join('');
}
