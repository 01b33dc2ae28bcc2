import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  ClusterClient,
  RequestCluster,
  resolveClusterConnection,
} from '@naru/plugin-clusters-node';
import {
  manifestResolversExtensionPoint,
  manifestValidatorsExtensionPoint,
  readRequestCluster,
} from '@naru/plugin-gitops-node';
import { readSchemas } from './cluster/checkObjects';
import { harborServiceRef } from '@naru/plugin-harbor-node';
import { HelmApplicationValidator } from './HelmApplicationValidator';
import { HelmFinder } from './HelmFinder';
import { readHelmPolicy } from './HelmPolicy';
import { HarborImageResolver } from './images/HarborImageResolver';

/**
 * Adds the rules for Applications of charts, and the resolver `harbor-image`, to the action `gitops:pull-request`.
 *
 * @public
 */
export const scaffolderModuleHelm = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'helm',
  register(registration) {
    registration.registerInit({
      deps: {
        config: coreServices.rootConfig,
        harbor: harborServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        resolvers: manifestResolversExtensionPoint,
        validators: manifestValidatorsExtensionPoint,
      },
      async init({ config, harbor, lifecycle, logger, resolvers, validators }) {
        const policy = readHelmPolicy(config);
        const finder = new HelmFinder(policy.path);
        await finder.checkConfigured();
        const name = readRequestCluster(config);
        let cluster: RequestCluster | undefined;
        if (name !== undefined) {
          const client = new ClusterClient({
            connection: resolveClusterConnection(config, name),
            concurrency: 16,
          });
          lifecycle.addShutdownHook(() => client.close());
          cluster = new RequestCluster(client);
          const warmed = cluster;
          // Compiled in good time: the first person would wait some seconds.
          lifecycle.addStartupHook(() => {
            void readSchemas(warmed).catch(error =>
              logger.warn(
                `Schemas of cluster ${name} are read later: ${
                  toError(error).message
                }`,
              ),
            );
          });
        }
        resolvers.addResolver(new HarborImageResolver(harbor));
        validators.addValidator(
          new HelmApplicationValidator({
            findHelm: () => finder.find(),
            harbor,
            cluster,
            policy,
            logger,
          }),
        );
      },
    });
  },
});
