import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See change requests and how far they have come.
 *
 * @public
 */
export const changeRequestReadPermission = createPermission({
  name: 'gitops.change-request.read',
  attributes: { action: 'read' },
});

/**
 * See the state of Argo CD Applications.
 *
 * @public
 */
export const applicationReadPermission = createPermission({
  name: 'gitops.application.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the GitOps plugin.
 *
 * @public
 */
export const gitopsPermissions = [
  changeRequestReadPermission,
  applicationReadPermission,
];
