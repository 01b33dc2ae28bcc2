import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogIngestionReadPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  applicationReadPermission,
  applicationSyncPermission,
  changeRequestReadPermission,
} from '@naru/plugin-gitops-common';
import { harborProjectReadPermission } from '@naru/plugin-harbor-common';
import {
  virtualMachineReadPermission,
  virtualMachineRestartPermission,
  virtualMachineStartPermission,
  virtualMachineStopPermission,
} from '@naru/plugin-kubevirt-common';
import {
  runbookFeedbackReadPermission,
  runbookReadPermission,
} from '@naru/plugin-runbooks-common';
import type { Role } from './Role';

/**
 * How far a role may use a permission: on everything, or on what is the person's own (the machines and
 * Applications of their groups, the tasks they started).
 */
export type Grant = 'all' | 'own';

const granted = (grant: Grant, permissions: Permission[]) =>
  permissions.map(({ name }) => [name, grant] as const);

const looking = granted('all', [
  applicationReadPermission,
  catalogEntityReadPermission,
  catalogLocationReadPermission,
  changeRequestReadPermission,
  harborProjectReadPermission,
  kubernetesClustersReadPermission,
  kubernetesResourcesReadPermission,
  runbookReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
  virtualMachineReadPermission,
]);

/**
 * What each role may do. Platform engineers are not here: they may do everything. A permission that is not here is
 * refused, so that what a new plugin brings is closed until somebody decides.
 */
export const grants: Record<
  Exclude<Role, 'platform'>,
  ReadonlyMap<string, Grant>
> = {
  auditor: new Map([
    ...looking,
    ...granted('all', [
      catalogIngestionReadPermission,
      runbookFeedbackReadPermission,
      taskReadPermission,
    ]),
  ]),
  developer: new Map([
    ...looking,
    ...granted('all', [
      actionExecutePermission,
      catalogEntityRefreshPermission,
      taskCreatePermission,
    ]),
    ...granted('own', [
      applicationSyncPermission,
      taskCancelPermission,
      taskReadPermission,
      virtualMachineRestartPermission,
      virtualMachineStartPermission,
      virtualMachineStopPermission,
    ]),
  ]),
  visitor: new Map(looking),
};
