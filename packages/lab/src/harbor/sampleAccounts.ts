import type { HarborAccount, HarborRight } from './HarborAccounts';

/** What the portal needs in Harbor, and no more. */
const PORTAL_RIGHTS: readonly HarborRight[] = [
  'project:read',
  'repository:list',
  'repository:read',
  'artifact:list',
  'artifact:read',
];

/**
 * Who may sign in to the sample Harbor: an administrator, and the robot of the portal.
 *
 * @param secret - gives the password of a name
 */
export function sampleAccounts(secret: (name: string) => string): {
  admin: HarborAccount;
  portal: HarborAccount;
} {
  return {
    admin: {
      username: 'admin',
      password: secret('harbor/admin'),
      admin: true,
    },
    portal: {
      username: 'robot$naru',
      password: secret('harbor/naru'),
      grants: [{ project: '*', rights: PORTAL_RIGHTS }],
    },
  };
}
