import {
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { helmForTests } from '@naru/helm-program/testUtils';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import {
  argoCdApplicationsServiceRef,
  changeRequestHostsServiceRef,
} from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import {
  Harbor,
  HarborArtifact,
  HarborError,
  harborServiceRef,
} from '@naru/plugin-harbor-node';
import gitopsModule from '@naru/plugin-scaffolder-backend-module-gitops';
import helmModule from '@naru/plugin-scaffolder-backend-module-helm';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { FakeApplications } from '../../__fixtures__/FakeApplications';
import gitopsPlugin from '../../index';
import { openApiDocuments } from './openApi';

const ROOT = resolvePackagePath('@naru/plugin-gitops-backend', '../..');
const TEMPLATE = join(ROOT, 'templates/helm-app/template.yaml');

/** People of the tests and the groups they are in. */
const GROUPS: Record<string, string[]> = {
  'user:default/dev1': ['group:default/team1'],
  'user:default/dev2': ['group:default/team2'],
};

/** A digest that Harbor knows. */
export const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Files of a folder of this repository, by their path in the GitOps repository. */
function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [relative(ROOT, path), readFileSync(path, 'utf8')]),
  );
}

/** A Harbor with one image, `team1-dev/shop:1.1.0`, that can be away. */
export class FakeHarbor
  implements Pick<Harbor, 'instances' | 'findByRegistry' | 'artifact'>
{
  isAway = false;
  readonly instances = [
    {
      name: 'harbor',
      url: 'http://harbor.test',
      registry: 'harbor.naru.example',
    },
  ];

  findByRegistry(host: string) {
    return this.instances.find(({ registry }) => registry === host);
  }

  async artifact(image: {
    project: string;
    repository: string;
    reference: string;
  }): Promise<HarborArtifact | undefined> {
    if (this.isAway) {
      throw new HarborError({
        kind: 'unreachable',
        instance: 'harbor',
        action: 'find an image',
      });
    }
    const { project, repository, reference } = image;
    return project === 'team1-dev' &&
      repository === 'shop' &&
      ['1.1.0', DIGEST].includes(reference)
      ? { digest: DIGEST, tags: ['1.1.0'], pushedAt: new Date(0), size: 1 }
      : undefined;
  }
}

/** A portal with the real scaffolder and the template `helm-app`; forge, cluster and Harbor are played. */
export async function startPortal(
  options: { withHelm?: boolean; denied?: string[] } = {},
) {
  const { withHelm = true, denied = [] } = options;
  const helm = withHelm ? await helmForTests() : undefined;
  const host = new FakeChangeRequestHost({
    files: {
      'README.md': 'x',
      ...filesOf('charts/web-service/1.0.0'),
      'apps/cart/values-staging.yaml': 'host: cart.staging.naru.example\n',
    },
  });
  const harbor = new FakeHarbor();
  const cluster = await FakeCluster.start();
  const documents = openApiDocuments();
  cluster.fault = ({ path }) => {
    const document = documents.get(path);
    return document === undefined ? undefined : { status: 200, body: document };
  };
  for (const environment of ['staging', 'production']) {
    cluster.serve(
      `/api/v1/namespaces/team1-${environment}/resourcequotas`,
      `/api/v1/namespaces/team1-${environment}/limitranges`,
    );
  }
  cluster.serve(
    '/apis/networking.istio.io/v1/virtualservices',
    '/apis/networking.istio.io/v1/gateways',
    '/apis/networking.k8s.io/v1/ingresses',
  );
  const template = parse(readFileSync(TEMPLATE, 'utf8'));
  const ref = (data: object) =>
    mockServices.rootConfig.factory({ data: data as never });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      gitopsModule,
      helmModule,
      gitopsPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            ...template,
            metadata: {
              namespace: 'default',
              etag: '1',
              ...template.metadata,
              annotations: {
                'backstage.io/managed-by-location': `file:${TEMPLATE}`,
              },
            },
          },
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'payments', namespace: 'default' },
          },
        ],
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const { userEntityRef } = (
            credentials as ReturnType<typeof mockCredentials.user>
          ).principal;
          return {
            userEntityRef,
            ownershipEntityRefs: [
              userEntityRef,
              ...(GROUPS[userEntityRef] ?? []),
            ],
          };
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      ref({
        app: { baseUrl: 'http://portal.test' },
        kubevirt: {
          clusters: [{ name: 'prod7', url: cluster.url, skipTLSVerify: true }],
        },
        gitops: { argocd: [{ cluster: 'prod7' }] },
        helm: {
          path: helm?.path,
          requests: {
            domains: {
              staging: 'staging.naru.example',
              production: 'apps.naru.example',
            },
          },
        },
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
      createServiceFactory({
        service: argoCdApplicationsServiceRef,
        deps: {},
        factory: () => new FakeApplications(),
      }),
      createServiceFactory({
        service: harborServiceRef,
        deps: {},
        factory: () => harbor as unknown as Harbor,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
    ],
  });
  return {
    backend,
    host,
    cluster,
    harbor,
    preview: (
      values: Record<string, unknown>,
      person: string | undefined = 'user:default/dev1',
      templateRef = 'template:default/helm-app',
    ) =>
      request(backend.server)
        .post('/api/gitops/v1/previews')
        .set('authorization', mockCredentials.user.header(person))
        .send({ templateRef, values }),
    stop: async () => {
      await backend.stop();
      await cluster.close();
    },
  };
}
