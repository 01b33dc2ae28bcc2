import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  applicationReadPermission,
  applicationSyncPermission,
  changeRequestReadPermission,
} from '@naru/plugin-gitops-common';
import {
  ApplicationOwners,
  applicationPermissionRules,
  applicationResourceRef,
  argoCdApplicationsServiceRef,
  changeRequestHostsServiceRef,
  objectStatesExtensionPoint,
  ObjectStateSource,
} from '@naru/plugin-gitops-node';
import { workloadsServiceRef } from '@naru/plugin-workloads-node';
import { deployedEntities } from './applications/deployedEntities';
import { EntityApplicationsReader } from './applications/EntityApplicationsReader';
import { ObjectReports } from './applications/ObjectReports';
import { ChangeAnnouncer } from './changes/ChangeAnnouncer';
import { ChangePoller } from './changes/ChangePoller';
import { ChangeRequests } from './changes/ChangeRequests';
import { MergeEvents } from './changes/MergeEvents';
import { MergeFollower } from './changes/MergeFollower';
import { createPreviewRouter } from './preview/createPreviewRouter';
import { TemplateFolders } from './preview/TemplateFolders';
import { TemplateRunner } from './preview/TemplateRunner';
import { ProgressReader } from './progress/ProgressReader';
import { createApplicationsRouter } from './router/createApplicationsRouter';
import { createRouter } from './router/createRouter';
import {
  createWebhookRouter,
  GITEA_WEBHOOK_PATH,
} from './router/createWebhookRouter';

/**
 * Serves change requests and how far they have come, and tells Argo CD of merges.
 *
 * @public
 */
export const gitopsPlugin = createBackendPlugin({
  pluginId: 'gitops',
  register(environment) {
    const objectStates: ObjectStateSource[] = [];
    environment.registerExtensionPoint(objectStatesExtensionPoint, {
      addSource: source => objectStates.push(source),
    });
    environment.registerInit({
      deps: {
        applications: argoCdApplicationsServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        hosts: changeRequestHostsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        workloads: workloadsServiceRef,
      },
      async init(services) {
        const { applications, catalog, hosts, logger, lifecycle } = services;
        services.permissionsRegistry.addPermissions([
          changeRequestReadPermission,
          applicationReadPermission,
        ]);
        services.permissionsRegistry.addResourceType({
          resourceRef: applicationResourceRef,
          permissions: [applicationSyncPermission],
          rules: Object.values(applicationPermissionRules),
          getResources: deployedEntities(services),
        });
        const reader = new EntityApplicationsReader({
          ...services,
          owners: ApplicationOwners.fromConfig(services.config),
          platformGroup:
            services.config.getOptionalString('naru.platformGroup'),
        });
        const reports = ObjectReports.fromConfig(services.config, services);
        const changeRequests = new ChangeRequests({ hosts, logger });
        const progress = new ProgressReader({
          changeRequests,
          applications,
          hosts,
          catalog,
          objectStates,
          whoMay: application => reader.whoMaySync(application),
        });
        const mergeEvents = new MergeEvents(services);
        changeRequests.subscribe(one => void mergeEvents.tell(one));
        const follower = new MergeFollower({
          applications,
          hosts,
          progress,
          logger,
        });
        const poller = new ChangePoller({ changeRequests, follower, logger });
        const announcer = new ChangeAnnouncer({
          signals: services.signals,
          changeRequests,
          hosts,
        });

        services.httpRouter.use(createWebhookRouter({ hosts, poller }));
        services.httpRouter.addAuthPolicy({
          path: GITEA_WEBHOOK_PATH,
          allow: 'unauthenticated',
        });
        services.httpRouter.use(
          createRouter({
            changeRequests,
            progress,
            poller,
            httpAuth: services.httpAuth,
            permissions: services.permissions,
          }),
        );

        services.httpRouter.use(
          createApplicationsRouter({ ...services, reader, reports }),
        );
        services.httpRouter.use(
          createPreviewRouter({
            ...services,
            runner: new TemplateRunner(services),
            folders: new TemplateFolders({
              reader: services.urlReader,
              integrations: ScmIntegrations.fromConfig(services.config),
            }),
          }),
        );

        const ended = new AbortController();
        lifecycle.addStartupHook(() => {
          announcer.start(
            { applications, objectStates, workloads: services.workloads },
            ended.signal,
          );
          void poller.run(ended.signal);
        });
        lifecycle.addShutdownHook(() => {
          ended.abort();
          reports.close();
        });
      },
    });
  },
});
