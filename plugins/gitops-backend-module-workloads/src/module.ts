import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  argoCdApplicationsServiceRef,
  objectStatesExtensionPoint,
} from '@naru/plugin-gitops-node';
import { workloadsServiceRef } from '@naru/plugin-workloads-node';
import { ComponentStates } from './ComponentStates';

/**
 * Adds how the Pods of an application do to the steps of its change, so that it is through when it runs.
 *
 * @public
 */
export const gitopsModuleWorkloads = createBackendModule({
  pluginId: 'gitops',
  moduleId: 'workloads',
  register(environment) {
    environment.registerInit({
      deps: {
        applications: argoCdApplicationsServiceRef,
        objectStates: objectStatesExtensionPoint,
        workloads: workloadsServiceRef,
      },
      async init({ applications, objectStates, workloads }) {
        objectStates.addSource(
          new ComponentStates({ applications, workloads }),
        );
      },
    });
  },
});
