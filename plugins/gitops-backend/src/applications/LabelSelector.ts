import { InputError } from '@backstage/errors';

type Requirement = (labels: Record<string, string>) => boolean;

const KEY =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;
const LONGEST = 1_000;

/** A label selector as `kubectl -l` takes it: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, separated by commas. */
export class LabelSelector {
  readonly #requirements: Requirement[];

  private constructor(requirements: Requirement[]) {
    this.#requirements = requirements;
  }

  /** @throws InputError when it cannot be read, or selects everything */
  static parse(text: string): LabelSelector {
    const parts = text.length > LONGEST ? [] : splitOutsideBrackets(text);
    if (parts.length === 0) {
      throw new InputError(
        `Label selector ${JSON.stringify(
          text.slice(0, 100),
        )} is empty or too long`,
      );
    }
    return new LabelSelector(parts.map(readRequirement));
  }

  matches(labels: Record<string, string>): boolean {
    return this.#requirements.every(requirement => requirement(labels));
  }
}

function splitOutsideBrackets(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function readRequirement(text: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    check(text, [key], values);
    return operator === 'in'
      ? labels => Object.hasOwn(labels, key) && values.includes(labels[key])
      : labels => !(Object.hasOwn(labels, key) && values.includes(labels[key]));
  }
  const equal = /^([^!=\s]+)\s*(==?|!=)\s*([^!=\s]*)$/.exec(text);
  if (equal) {
    const [, key, operator, value] = equal;
    check(text, [key], [value]);
    return operator === '!='
      ? labels => !Object.hasOwn(labels, key) || labels[key] !== value
      : labels => Object.hasOwn(labels, key) && labels[key] === value;
  }
  const absent = text.startsWith('!');
  const key = absent ? text.slice(1).trim() : text;
  check(text, [key], []);
  return labels => Object.hasOwn(labels, key) !== absent;
}

function check(text: string, keys: string[], values: string[]): void {
  if (
    !keys.every(key => KEY.test(key)) ||
    !values.every(value => VALUE.test(value))
  ) {
    throw new InputError(
      `${JSON.stringify(text.slice(0, 100))} is no part of a label selector`,
    );
  }
}
