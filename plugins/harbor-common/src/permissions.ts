import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See projects of Harbor with their repositories and tags.
 *
 * @public
 */
export const harborProjectReadPermission = createPermission({
  name: 'harbor.project.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the Harbor plugin.
 *
 * @public
 */
export const harborPermissions = [harborProjectReadPermission];
