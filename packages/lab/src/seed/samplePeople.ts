import type { ForgePerson } from '../forge/ForgePerson';
import type { Requester } from '../kubernetes/KubernetesApi';

/** Repository (`owner/name`) that the platform is run from. */
export const GITOPS_REPOSITORY = 'platform/gitops';

/** Somebody of the sample data centre, as each system knows them. */
export interface SamplePerson {
  /** Name as people write it. */
  title: string;
  /** Catalog reference; undefined for a program. */
  userRef?: string;
  /** What they are there to show, in a few words. */
  role: string;
  forge: ForgePerson;
  kubernetes: { token: string; requester: Requester };
}

interface Sketch {
  login: string;
  title: string;
  role: string;
  /** Kubernetes groups, as the identity provider would name them. */
  groups: string[];
  forge?: Partial<ForgePerson>;
  program?: boolean;
}

const SKETCHES: Sketch[] = [
  {
    login: 'dev1',
    title: 'Kim Dana 김다나',
    role: 'developer, team1',
    groups: ['team1'],
  },
  {
    login: 'dev2',
    title: 'Lee Jun 이준',
    role: 'developer, team2',
    groups: ['team2'],
  },
  {
    login: 'ops1',
    title: 'Park Mina 박민아',
    role: 'platform engineer',
    groups: ['platform-team'],
    forge: { admin: true, mayMerge: [GITOPS_REPOSITORY] },
  },
  {
    login: 'audit1',
    title: 'Choi Sora 최소라',
    role: 'auditor',
    groups: ['auditors'],
  },
  {
    login: 'naru-bot',
    title: 'Naru',
    role: 'opens pull requests for Naru',
    groups: [],
    forge: { mayWrite: [GITOPS_REPOSITORY], service: true },
    program: true,
  },
];

/**
 * The people of the sample data centre and the program that opens pull requests.
 *
 * @param secret - gives the password or token of a name, such as `forge/dev1`, `password/dev1`, `kubernetes/dev1`
 */
export function samplePeople(secret: (name: string) => string): SamplePerson[] {
  return SKETCHES.map(({ login, title, role, groups, forge, program }) => ({
    title,
    userRef: program ? undefined : `user:default/${login}`,
    role,
    forge: {
      login,
      fullName: title,
      email: `${login}@example.com`,
      password: secret(`password/${login}`),
      token: secret(`forge/${login}`),
      ...forge,
    },
    kubernetes: {
      token: secret(`kubernetes/${login}`),
      requester: { name: login, groups: [...groups, 'system:authenticated'] },
    },
  }));
}
