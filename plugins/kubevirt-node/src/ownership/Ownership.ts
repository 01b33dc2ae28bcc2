import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { OWNER_ANNOTATION } from '@naru/plugin-kubevirt-common';
import { z } from 'zod';

const rulesSchema = z.array(z.object({ match: z.string(), owner: z.string() }));

const NOBODY = 'group:default/unowned';

/**
 * Who owns an object, and what was wrong on the way.
 *
 * @public
 */
export interface OwnerFinding {
  /** Entity ref in lower case. */
  owner: string;
  /** An annotation that is no ref of a group or user. */
  problem?: string;
}

/**
 * Annotations that may name the owner.
 *
 * @public
 */
export interface OwnedObject {
  namespace: string;
  name: string;
  annotations?: Record<string, string> | null;
  /** Annotations of its namespace. */
  namespaceAnnotations?: Record<string, string> | null;
}

interface OwnershipRule {
  match: RegExp;
  owner: string;
}

/**
 * Finds the owner of an object: its annotation `naru.io/owner`, else that of its namespace, else the first rule of `naru.ownership` that matches
 * `<namespace>/<name>`, else `naru.defaultOwner`.
 *
 * @public
 */
export class Ownership {
  readonly #rules: OwnershipRule[];
  readonly #defaultOwner: string;
  /** Entity ref of those who own what belongs to nobody else, such as the clusters. */
  readonly platformOwner: string;

  private constructor(options: {
    rules: OwnershipRule[];
    defaultOwner?: string;
    platformGroup?: string;
  }) {
    const { rules, defaultOwner, platformGroup } = options;
    this.#rules = rules;
    this.#defaultOwner = defaultOwner ?? platformGroup ?? NOBODY;
    this.platformOwner = platformGroup ?? defaultOwner ?? NOBODY;
  }

  /**
   * Reads `naru.ownership`, `naru.defaultOwner` and `naru.platformGroup`; one of the latter two stands in for the other.
   *
   * @throws Error with one line when a rule is wrong.
   */
  static fromConfig(config: Config): Ownership {
    const rules = rulesSchema.safeParse(
      config.getOptional('naru.ownership') ?? [],
    );
    if (!rules.success) {
      throw new Error(
        'Config naru.ownership: must be a list of { match, owner }, both texts',
      );
    }
    return new Ownership({
      rules: rules.data.map(readRule),
      defaultOwner: readConfiguredOwner(config, 'naru.defaultOwner'),
      platformGroup: readConfiguredOwner(config, 'naru.platformGroup'),
    });
  }

  /** Who owns the object. */
  ownerOf(object: OwnedObject): OwnerFinding {
    const problems: string[] = [];
    const annotations = [
      object.annotations?.[OWNER_ANNOTATION],
      object.namespaceAnnotations?.[OWNER_ANNOTATION],
    ];
    for (const annotation of annotations) {
      if (annotation !== undefined) {
        const owner = readOwner(annotation);
        if (owner) {
          return withProblems(owner, problems);
        }
        problems.push(
          `annotation ${OWNER_ANNOTATION} is ${JSON.stringify(
            annotation.slice(0, 100),
          )}, which is no ref of a group or user`,
        );
      }
    }
    const subject = `${object.namespace}/${object.name}`;
    for (const { match, owner } of this.#rules) {
      const found = match.exec(subject);
      const ref =
        found &&
        readOwner(
          owner.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? ''),
        );
      if (ref) {
        return withProblems(ref, problems);
      }
    }
    return withProblems(this.#defaultOwner, problems);
  }
}

function readRule(
  rule: { match: string; owner: string },
  index: number,
): OwnershipRule {
  const key = `naru.ownership[${index}]`;
  let match: RegExp;
  try {
    match = new RegExp(rule.match);
  } catch {
    throw new Error(
      `Config ${key}.match: ${JSON.stringify(
        rule.match,
      )} is not a regular expression`,
    );
  }
  if (!readOwner(rule.owner.replace(/\$\d/g, 'x'))) {
    throw new Error(
      `Config ${key}.owner: ${JSON.stringify(
        rule.owner,
      )} is not the ref of a group or user`,
    );
  }
  return { match, owner: rule.owner };
}

function readConfiguredOwner(config: Config, key: string): string | undefined {
  const text = config.getOptionalString(key);
  const owner = text === undefined ? undefined : readOwner(text);
  if (text !== undefined && owner === undefined) {
    throw new Error(
      `Config ${key}: ${JSON.stringify(
        text,
      )} is not the ref of a group or user`,
    );
  }
  return owner;
}

function readOwner(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    const isLegal = [ref.namespace, ref.name].every(part =>
      /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i.test(part),
    );
    return isLegal && /^(group|user)$/i.test(ref.kind)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

function withProblems(owner: string, problems: string[]): OwnerFinding {
  return problems.length > 0
    ? { owner, problem: problems.join('; ') }
    : { owner };
}
