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
 * Resource type of {@link applicationSyncPermission}; the resource ref is the entity ref of what the Application deploys.
 *
 * @public
 */
export const RESOURCE_TYPE_GITOPS_APPLICATION = 'gitops-application';

/**
 * Sync an Argo CD Application that does not sync by itself.
 *
 * @public
 */
export const applicationSyncPermission = createPermission({
  name: 'gitops.application.sync',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GITOPS_APPLICATION,
});

/**
 * All permissions of the GitOps plugin.
 *
 * @public
 */
export const gitopsPermissions = [
  changeRequestReadPermission,
  applicationReadPermission,
  applicationSyncPermission,
];
