import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ArgoCdApplications } from './argocd/ArgoCdApplications';
import { DefaultArgoCdApplications } from './argocd/DefaultArgoCdApplications';
import { ChangeRequestHosts } from './hosts/ChangeRequestHosts';
import { DefaultChangeRequestHosts } from './hosts/DefaultChangeRequestHosts';

/**
 * The repositories of `gitops.repositories`.
 *
 * @public
 */
export const changeRequestHostsServiceRef =
  createServiceRef<ChangeRequestHosts>({
    id: 'gitops.change-request-hosts',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { config: coreServices.rootConfig },
        factory: ({ config }) => DefaultChangeRequestHosts.fromConfig(config),
      }),
  });

/**
 * The Applications of `gitops.argocd`: one watch for each Argo CD in the whole process.
 *
 * @public
 */
export const argoCdApplicationsServiceRef =
  createServiceRef<ArgoCdApplications>({
    id: 'gitops.argocd-applications',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          config: coreServices.rootConfig,
          logger: coreServices.rootLogger,
          lifecycle: coreServices.rootLifecycle,
        },
        factory: ({ config, logger, lifecycle }) => {
          const applications = DefaultArgoCdApplications.fromConfig(config, {
            logger: logger.child({ service: 'gitops.argocd-applications' }),
          });
          const ended = new AbortController();
          lifecycle.addStartupHook(() => applications.start(ended.signal));
          lifecycle.addShutdownHook(() => ended.abort());
          return applications;
        },
      }),
  });
