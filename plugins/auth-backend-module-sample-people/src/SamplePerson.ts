import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where the people are in the configuration. */
export const SAMPLE_PEOPLE_CONFIG_KEY = 'auth.providers.sample-people';

/** Someone to sign in as. */
export interface SamplePerson {
  /** Full ref of the catalog user, lower case. */
  userEntityRef: string;
  /** Name as shown. */
  title: string;
}

const peopleSchema = z
  .array(
    z.object({
      userEntityRef: z.string().transform((text, context) => {
        try {
          const ref = parseEntityRef(text, { defaultKind: 'user' });
          if (ref.kind.toLocaleLowerCase('en-US') === 'user') {
            return { ref: stringifyEntityRef(ref), name: ref.name };
          }
        } catch {
          // Said below, in the same words as for a ref of another kind.
        }
        context.addIssue(`'${text}' is not the ref of a user`);
        return z.NEVER;
      }),
      title: z.string().min(1).optional(),
    }),
  )
  .min(1, 'lists nobody');

/**
 * Reads the sample people.
 *
 * @param config - the provider's own part, `auth.providers.sample-people`
 * @throws InputError when the list is empty, has a person twice or a ref that is not a user's
 */
export function readSamplePeople(config: Config): SamplePerson[] {
  const key = `${SAMPLE_PEOPLE_CONFIG_KEY}.people`;
  const parsed = peopleSchema.safeParse(config.getOptional('people') ?? []);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `Bad configuration: ${[key, ...path].join('.')}: ${message}`,
    );
  }
  const people = parsed.data.map(({ userEntityRef, title }) => ({
    userEntityRef: userEntityRef.ref,
    title: title ?? userEntityRef.name,
  }));
  const refs = people.map(person => person.userEntityRef);
  const twice = refs.find((ref, index) => refs.indexOf(ref) !== index);
  if (twice) {
    throw new InputError(`Bad configuration: ${key} has '${twice}' twice`);
  }
  return people;
}
