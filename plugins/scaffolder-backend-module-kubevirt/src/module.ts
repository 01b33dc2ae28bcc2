import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterClient,
  readClusterConnections,
  RequestCluster,
} from '@naru/plugin-clusters-node';
import {
  manifestTagsExtensionPoint,
  ManifestValidator,
  manifestValidatorsExtensionPoint,
} from '@naru/plugin-gitops-node';
import { kubevirtInventoryServiceRef } from '@naru/plugin-kubevirt-node';
import { cloudConfigTag } from './cloudConfig/cloudConfigTag';
import { readRequestPolicy } from './RequestPolicy';
import {
  isVirtualMachine,
  VirtualMachineValidator,
} from './VirtualMachineValidator';

/** Nobody could check a machine, so none gets into Git. */
const withoutCluster: ManifestValidator = {
  id: 'kubevirt',
  async validate(manifests) {
    if (manifests.some(isVirtualMachine)) {
      throw new ServiceUnavailableError(
        'Virtual machines cannot be asked for: the portal has no cluster in kubevirt.clusters',
      );
    }
    return [];
  },
};

/**
 * Adds the rules for VirtualMachines and the tag `!cloud-config` to the action `gitops:pull-request`.
 *
 * @public
 */
export const scaffolderModuleKubevirt = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'kubevirt',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        inventory: kubevirtInventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        tags: manifestTagsExtensionPoint,
        validators: manifestValidatorsExtensionPoint,
      },
      async init({ config, inventory, lifecycle, tags, validators }) {
        tags.addTag(cloudConfigTag);
        const connections = readClusterConnections(config, 'kubevirt.clusters');
        const policy = readRequestPolicy(
          config,
          connections.map(({ name }) => name),
        );
        const connection = connections.find(
          ({ name }) => name === policy?.cluster,
        );
        if (!policy || !connection) {
          validators.addValidator(withoutCluster);
          return;
        }
        const client = new ClusterClient({ connection });
        lifecycle.addShutdownHook(() => client.close());
        validators.addValidator(
          new VirtualMachineValidator({
            inventory,
            cluster: new RequestCluster(client),
            policy,
          }),
        );
      },
    });
  },
});
