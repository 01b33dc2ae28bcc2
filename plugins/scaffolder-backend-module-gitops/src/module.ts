import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  changeRequestHostsServiceRef,
  ManifestResolver,
  manifestResolversExtensionPoint,
  ManifestTag,
  manifestTagsExtensionPoint,
  ManifestValidator,
  manifestValidatorsExtensionPoint,
} from '@naru/plugin-gitops-node';
import { createPullRequestAction } from './actions/createPullRequestAction';

/**
 * Adds the action `gitops:pull-request` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleGitops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'gitops',
  register(registration) {
    const validators: ManifestValidator[] = [];
    const tags: ManifestTag[] = [];
    const resolvers: ManifestResolver[] = [];
    registration.registerExtensionPoint(manifestValidatorsExtensionPoint, {
      addValidator: validator => validators.push(validator),
    });
    registration.registerExtensionPoint(manifestTagsExtensionPoint, {
      addTag: tag => tags.push(tag),
    });
    registration.registerExtensionPoint(manifestResolversExtensionPoint, {
      addResolver: resolver => resolvers.push(resolver),
    });
    registration.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        hosts: changeRequestHostsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, auth, catalog, config, hosts, userInfo }) {
        actions.addActions(
          createPullRequestAction({
            auth,
            catalog,
            config,
            hosts,
            userInfo,
            validators,
            tags,
            resolvers,
          }),
        );
      },
    });
  },
});
