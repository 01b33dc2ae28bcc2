import { NotAllowedError } from '@backstage/errors';

/**
 * Lets a person ask only for groups that they belong to; the platform group may ask for every group.
 *
 * @throws NotAllowedError otherwise
 */
export function requireOwnership(options: {
  owner: string;
  requester: string;
  ownershipEntityRefs: string[];
  platformGroup: string | undefined;
}): void {
  const { owner, requester, ownershipEntityRefs, platformGroup } = options;
  const own = new Set(ownershipEntityRefs.map(lowerCase));
  if (own.has(lowerCase(owner))) {
    return;
  }
  if (platformGroup && own.has(lowerCase(platformGroup))) {
    return;
  }
  throw new NotAllowedError(
    `${requester} does not belong to ${owner} and cannot ask for something that it would own. Choose a group of your own.`,
  );
}

function lowerCase(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
