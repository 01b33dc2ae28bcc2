import type { HarborRight } from '../HarborAccounts';
import { HarborError } from '../HarborError';
import type { ProjectRecord } from '../HarborStore';
import type { HarborRequest } from '../http/HarborRouter';

/**
 * Refuses what the viewer may not do in a project. Only an administrator learns that a project does not exist; a robot gets
 * 403 for it, nobody in particular gets 401.
 */
export function requireRight(
  { viewer }: HarborRequest,
  right: HarborRight,
  project: ProjectRecord | undefined,
): void {
  if (viewer.may(right, project)) return;
  throw viewer.anonymous ? HarborError.unauthorized() : HarborError.forbidden();
}
