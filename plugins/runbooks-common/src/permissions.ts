import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To read runbooks and ask which fit an error.
 *
 * @public
 */
export const runbookReadPermission = createPermission({
  name: 'runbooks.case.read',
  attributes: { action: 'read' },
});

/**
 * To see how helpful runbooks were.
 *
 * @public
 */
export const runbookFeedbackReadPermission = createPermission({
  name: 'runbooks.feedback.read',
  attributes: { action: 'read' },
});

/** All permissions of runbooks. @public */
export const runbooksPermissions = [
  runbookReadPermission,
  runbookFeedbackReadPermission,
];
