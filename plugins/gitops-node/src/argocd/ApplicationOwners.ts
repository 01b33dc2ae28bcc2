import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { z } from 'zod';
import { Application } from './Application';

const rulesSchema = z.array(z.object({ match: z.string(), owner: z.string() }));

interface Rule {
  match: RegExp;
  owner: string;
}

/**
 * Finds who owns an Application: by where it deploys, because that is what a sync changes.
 *
 * @remarks
 *
 * The first rule of `naru.ownership` that matches `<destination namespace>/<application>` decides; nobody changes it by a file in Git. Only where no rule
 * matches, the Application's own annotation `naru.io/owner` does.
 *
 * @public
 */
export class ApplicationOwners {
  readonly #rules: Rule[];

  private constructor(rules: Rule[]) {
    this.#rules = rules;
  }

  /**
   * Reads `naru.ownership`.
   *
   * @throws Error with one line when a rule is wrong
   */
  static fromConfig(config: Config): ApplicationOwners {
    const parsed = rulesSchema.safeParse(
      config.getOptional('naru.ownership') ?? [],
    );
    if (!parsed.success) {
      throw new Error(
        'Config naru.ownership: must be a list of { match, owner }, both texts',
      );
    }
    return new ApplicationOwners(
      parsed.data.map(({ match, owner }, index) => {
        try {
          return { match: new RegExp(match), owner };
        } catch {
          throw new Error(
            `Config naru.ownership[${index}].match: ${JSON.stringify(
              match,
            )} is not a regular expression`,
          );
        }
      }),
    );
  }

  /** Entity ref in lower case; `undefined` when nobody can be named. */
  ownerOf({ state, destination, owner }: Application): string | undefined {
    const subject = `${destination?.namespace ?? ''}/${state.name}`;
    for (const rule of this.#rules) {
      const found = rule.match.exec(subject);
      if (found) {
        return ownerRef(
          rule.owner.replace(
            /\$(\d)/g,
            (_, group) => found[Number(group)] ?? '',
          ),
        );
      }
    }
    return owner === undefined ? undefined : ownerRef(owner);
  }
}

/** Only groups and people own something. */
function ownerRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, { defaultKind: 'group' });
    return /^(group|user)$/i.test(ref.kind)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
