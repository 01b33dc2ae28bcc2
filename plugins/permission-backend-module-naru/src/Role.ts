import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * What a signed-in person is to the policy: `platform` engineers run the portal; `auditor`s look; `developer`s are the
 * members of any other group; a `visitor` is in no group.
 */
export type Role = 'platform' | 'auditor' | 'developer' | 'visitor';

/** The groups that make a role; full refs in lower case. */
export interface RoleGroups {
  platform: string;
  auditor?: string;
}

function readGroup(config: Config, key: string): string | undefined {
  const text = config.getOptionalString(key);
  if (text === undefined) return undefined;
  try {
    const ref = parseEntityRef(text, { defaultKind: 'group' });
    if (ref.kind.toLocaleLowerCase('en-US') === 'group') {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Said below, in the same words as for a ref of another kind.
  }
  throw new InputError(
    `Bad configuration: ${key}: '${text}' is not the ref of a group`,
  );
}

/**
 * Reads the groups that make a role.
 *
 * @throws InputError when `naru.platformGroup` is missing, a ref is not a group's, or both are the same group
 */
export function readRoleGroups(config: Config): RoleGroups {
  const platform = readGroup(config, 'naru.platformGroup');
  const auditor = readGroup(config, 'naru.auditorGroup');
  if (!platform) {
    throw new InputError(
      'Bad configuration: naru.platformGroup is missing; without it nobody may run the portal',
    );
  }
  if (platform === auditor) {
    throw new InputError(
      `Bad configuration: naru.platformGroup and naru.auditorGroup are both '${platform}'`,
    );
  }
  return { platform, auditor };
}

/**
 * The role of a person. Platform engineers come first; then an auditor stays one in whatever team they are.
 *
 * @param ownershipEntityRefs - refs of the person and their groups
 */
export function roleOf(
  ownershipEntityRefs: string[],
  groups: RoleGroups,
): Role {
  if (ownershipEntityRefs.includes(groups.platform)) return 'platform';
  if (groups.auditor && ownershipEntityRefs.includes(groups.auditor)) {
    return 'auditor';
  }
  return ownershipEntityRefs.some(ref => ref.startsWith('group:'))
    ? 'developer'
    : 'visitor';
}
