import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { FakeCluster } from '@naru/plugin-clusters-node/testUtils';
import {
  entityApplicationsSchema,
  GitopsSignal,
  gitopsSignalSchema,
} from '@naru/plugin-gitops-common';
import {
  argoCdApplicationsServiceRef,
  changeRequestHostsServiceRef,
} from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { workloadsServiceRef } from '@naru/plugin-workloads-node';
import request from 'supertest';
import { hostsOf } from '../__fixtures__/changes';
import {
  application,
  FakeApplications,
} from '../__fixtures__/FakeApplications';
import { FakeWorkloads } from '../__fixtures__/FakeWorkloads';
import gitopsPlugin from '../index';

/** The commit that the Applications are at. */
export const REVISION = 'a'.repeat(40);

function component(
  name: string,
  annotations: Record<string, string>,
  owner = 'team1',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', owner },
  };
}

const entities = [
  component('shop', { 'argocd/app-selector': 'naru.io/app=shop' }),
  component('named', { 'argocd/app-name': 'shop-staging, other' }),
  component('thief', { 'argocd/app-selector': 'naru.io/app=shop' }, 'team2'),
  component('broken', { 'argocd/app-selector': 'naru.io/app=(' }),
  component('plain', {}),
];

/** An Application of the entity `shop`. */
export function shop(
  environment: 'staging' | 'production',
  change: Parameters<typeof application>[0] = {},
) {
  return application(
    {
      name: `shop-${environment}`,
      revision: REVISION,
      automated: environment === 'staging',
      ...change,
    },
    {
      labels: { 'naru.io/app': 'shop', 'naru.io/environment': environment },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: `team1-${environment}`,
      },
    },
  );
}

/** The Deployment of `shop` as Argo CD lists it. */
export const deployment = (environment: string, status: string) => ({
  group: 'apps',
  kind: 'Deployment',
  namespace: `team1-${environment}`,
  name: 'shop',
  status,
});

/**
 * Starts the plugin with entities, and Applications and workloads that a test sets.
 *
 * @param options - `denied`: names of permissions that nobody has
 */
export async function startApplications(options: {
  cluster: FakeCluster;
  denied?: string[];
}) {
  const { cluster, denied = [] } = options;
  const applications = new FakeApplications();
  const workloads = new FakeWorkloads();
  const signals: GitopsSignal[] = [];
  const auditor = mockServices.auditor.mock();
  const audited = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(audited);
  const backend = await startTestBackend({
    features: [
      gitopsPlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          naru: {
            platformGroup: 'group:default/platform-team',
            ownership: [
              {
                match: '^(team[1-7])-(staging|production)/',
                owner: 'group:default/$1',
              },
            ],
          },
          gitops: { argocd: [{ cluster: 'prod7' }] },
          kubevirt: {
            clusters: [
              {
                name: 'prod7',
                url: cluster.url,
                skipTLSVerify: true,
                serviceAccountToken: 'service-token',
              },
            ],
          },
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      createServiceFactory({
        service: changeRequestHostsServiceRef,
        deps: {},
        factory: () =>
          hostsOf(new FakeChangeRequestHost({ files: { a: 'x' } })),
      }),
      createServiceFactory({
        service: argoCdApplicationsServiceRef,
        deps: {},
        factory: () => applications,
      }),
      createServiceFactory({
        service: workloadsServiceRef,
        deps: {},
        factory: () => workloads,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async ({ message }) => {
            signals.push(gitopsSignalSchema.parse(message));
          },
        }),
      }),
    ],
  });
  const path = (name: string) =>
    `/api/gitops/v1/entities/component/default/${name}/applications`;
  const list = async (name: string) => {
    const { body } = await request(backend.server).get(path(name)).expect(200);
    return entityApplicationsSchema.parse(body);
  };
  const sync = (name: string, body: object = {}) =>
    request(backend.server)
      .post(`${path('shop')}/${name}/sync`)
      .send(body);
  const report = (query: Record<string, string>) =>
    request(backend.server)
      .get(`${path('shop')}/shop-staging/object`)
      .query(query);
  return {
    ...{ backend, applications, workloads, auditor, audited, signals },
    ...{ path, list, sync, report, stop: () => backend.stop() },
  };
}
