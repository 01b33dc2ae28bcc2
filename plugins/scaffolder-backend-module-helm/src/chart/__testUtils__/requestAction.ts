import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  type ChangePreview,
  changePreviewSchema,
} from '@naru/plugin-gitops-common';
import {
  changeRequestHostsServiceRef,
  manifestResolversExtensionPoint,
} from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import gitopsModule from '@naru/plugin-scaffolder-backend-module-gitops';
import { validate } from 'jsonschema';

const PERSON = 'user:default/dev1';

/** The action `gitops:pull-request` in a dry run, asked by somebody of team1 and team2. */
export interface RequestAction {
  /** @throws when the action refuses without a preview */
  preview(input: Record<string, unknown>): Promise<ChangePreview>;
  stop(): Promise<void>;
}

/** Takes the action out of the scaffolder's module, with a Harbor that knows the digest of images of projects `…-dev`. */
export async function startRequestAction(options: {
  /** The template's folder; what it fetches is there. */
  workspacePath: string;
}): Promise<RequestAction> {
  const actions: TemplateAction[] = [];
  const host = new FakeChangeRequestHost({ files: { 'README.md': 'x' } });
  const backend = await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        { addActions: (...added) => actions.push(...added) },
      ],
    ],
    features: [
      gitopsModule,
      createBackendModule({
        pluginId: 'scaffolder',
        moduleId: 'sample-harbor',
        register(registration) {
          registration.registerInit({
            deps: { resolvers: manifestResolversExtensionPoint },
            async init({ resolvers }) {
              resolvers.addResolver({
                id: 'harbor-image',
                resolve: async question => ({
                  value: /-dev\//.test(JSON.stringify(question))
                    ? { digest: `sha256:${'0123456789abcdef'.repeat(4)}` }
                    : {},
                  faults: [],
                }),
              });
            },
          });
        },
      }),
      catalogServiceMock.factory({ entities: [] }),
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: PERSON,
          ownershipEntityRefs: [
            PERSON,
            'group:default/team1',
            'group:default/team2',
          ],
        }),
      }).factory,
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://portal.test' } },
      }),
      createServiceFactory({
        service: changeRequestHostsServiceRef,
        deps: {},
        factory: () => ({
          list: () => [host],
          get: () => host,
          webhookSecret: () => undefined,
        }),
      }),
    ],
  });
  const action = actions.find(({ id }) => id === 'gitops:pull-request');
  if (!action) throw new Error('there is no action gitops:pull-request');

  const context = createMockActionContext();
  const logger = mockServices.logger.mock();

  return {
    async preview(input) {
      const { errors } = validate(input, action.schema?.input ?? {});
      if (errors.length > 0) {
        throw new InputError(errors.map(error => error.toString()).join(', '));
      }
      let preview: unknown;
      await action.handler({
        ...context,
        input: input as JsonObject,
        logger,
        workspacePath: options.workspacePath,
        task: { id: 'task-1' },
        isDryRun: true,
        getInitiatorCredentials: async () => mockCredentials.user(PERSON),
        output: (name: string, value: unknown) => {
          if (name === 'preview') preview = value;
        },
      });
      return changePreviewSchema.parse(preview);
    },
    stop: () => backend.stop(),
  };
}
