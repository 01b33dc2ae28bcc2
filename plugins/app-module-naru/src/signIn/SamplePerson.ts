import type { ConfigApi } from '@backstage/frontend-plugin-api';

const roles = ['developer', 'platform-engineer', 'auditor'] as const;

/** What a sample person does; words for it are in the translations. */
export type SampleRole = (typeof roles)[number];

/** Someone to sign in as. */
export interface SamplePerson {
  /** Ref of the catalog user, for example `user:default/dev1`. */
  userEntityRef: string;
  /** Name as shown. */
  name: string;
  role?: SampleRole;
  /** Name of the team. */
  team?: string;
  /** A line about the person, as configured. */
  description?: string;
}

/** Reads the people of the sample sign-in; nobody when it is not configured. */
export function readSamplePeople(config: ConfigApi): SamplePerson[] {
  return (
    config.getOptionalConfigArray('auth.providers.sample-people.people') ?? []
  ).map(person => {
    const userEntityRef = person.getString('userEntityRef');
    const role = person.getOptionalString('role');
    return {
      userEntityRef,
      name: person.getOptionalString('title') ?? userEntityRef,
      role: roles.find(known => known === role),
      team: person.getOptionalString('team'),
      description: person.getOptionalString('description'),
    };
  });
}
