import { ChangeRequest } from '@naru/plugin-gitops-common';
import { Application } from '@naru/plugin-gitops-node';
import { application } from '../__fixtures__/FakeApplications';
import { describeSync, FileCoverage, summarizeSync } from './describeSync';

const changeRequest: ChangeRequest = {
  repository: 'platform',
  branch: 'naru/app/shop',
  number: 1,
  url: 'http://git.test/pulls/1',
  title: 'Add shop',
  state: 'merged',
  author: '김다나',
  createdAt: '2026-11-21T08:50:00Z',
  mergedAt: '2026-11-21T09:00:00Z',
  mergeSha: 'merge',
  headSha: 'head',
  base: 'main',
  files: [],
  entityRefs: ['component:default/shop'],
};

const manifest = (environment: string) => ({
  group: 'argoproj.io',
  kind: 'Application',
  namespace: 'argocd',
  name: `shop-${environment}`,
});

function root(status: string) {
  return application({
    name: 'applications',
    resources: [
      { ...manifest('staging'), status },
      { ...manifest('production'), status },
    ],
  });
}

function shop(
  environment: 'staging' | 'production',
  state: Partial<Application['state']>,
  rest: Partial<Application> = {},
) {
  return application(
    {
      name: `shop-${environment}`,
      automated: environment === 'staging',
      ...state,
    },
    { revisions: ['merge', 'merge'], ...rest },
  );
}

/** The files of a new application, with the Applications that there are by now. */
function coverage(options: {
  root: Application;
  staging?: Application;
  production?: Application;
}): FileCoverage[] {
  const { staging, production } = options;
  const there = [staging, production].filter(one => one !== undefined);
  const made = (
    environment: string,
    one: Application | undefined,
  ): FileCoverage => ({
    path: `argocd/applications/shop-${environment}.yaml`,
    objects: [manifest(environment)],
    applications: [options.root],
    made: [{ name: `shop-${environment}`, application: one }],
  });
  return [
    { path: 'apps/shop/values.yaml', objects: [], applications: there },
    { path: 'apps/shop/catalog-info.yaml', objects: [], applications: [] },
    made('staging', staging),
    made('production', production),
  ];
}

const stepOf = (files: FileCoverage[], later?: Set<string>) =>
  summarizeSync(describeSync(changeRequest, files, later));

describe('describeSync of an application', () => {
  it('waits for the root to apply the Applications, then for them to appear', () => {
    expect(stepOf(coverage({ root: root('OutOfSync') }))).toMatchObject({
      state: 'active',
      message: 'Argo CD is about to apply it (Application applications).',
    });
    expect(stepOf(coverage({ root: root('Synced') }))).toMatchObject({
      state: 'active',
      message: 'Argo CD is about to make Application shop-staging.',
    });
  });

  it('is done when staging is, and says that production waits for a person', () => {
    const production = shop('production', { sync: 'OutOfSync' });
    const files = coverage({
      root: root('Synced'),
      staging: shop('staging', { sync: 'Synced' }),
      production,
    });
    expect(stepOf(files)).toMatchObject({
      state: 'done',
      message:
        'Application shop-production does not sync by itself: a person has to sync it.',
    });
    expect(
      describeSync(changeRequest, files).filter(({ manual }) => manual),
    ).toMatchObject([{ application: production }]);
  });

  it('waits for the person where a change concerns production only', () => {
    expect(
      stepOf([
        {
          path: 'apps/shop/values-production.yaml',
          objects: [],
          applications: [shop('production', { sync: 'OutOfSync' })],
        },
      ]),
    ).toMatchObject({ state: 'active' });
  });

  it.each<[string, Application['state'] | object, string]>([
    [
      'a chart that cannot be rendered',
      {
        sync: 'Unknown',
        conditions: [{ type: 'ComparisonError', message: 'no helm' }],
      },
      'no helm',
    ],
    [
      'an object that the cluster refuses',
      {
        sync: 'OutOfSync',
        operation: { phase: 'Running' },
        resources: [
          {
            kind: 'Service',
            name: 'shop',
            status: 'SyncFailed',
            message: 'no',
          },
        ],
      },
      'no',
    ],
    [
      'an operation that failed',
      {
        sync: 'OutOfSync',
        operation: {
          phase: 'Failed',
          message: 'namespace is not permitted',
          finishedAt: '2026-11-21T09:00:05Z',
        },
      },
      'namespace is not permitted',
    ],
  ])('fails with the words about %s', (_, state, message) => {
    expect(
      stepOf(
        coverage({ root: root('Synced'), staging: shop('staging', state) }),
      ),
    ).toMatchObject({ state: 'failed', message });
  });

  const values = (one: Application): FileCoverage[] => [
    { path: 'apps/shop/values.yaml', objects: [], applications: [one] },
  ];

  it('does not take an older commit for the merge', () => {
    const old = shop(
      'staging',
      { sync: 'Synced' },
      { revisions: ['old'], createdAt: '2026-11-20T09:00:00Z' },
    );
    expect(describeSync(changeRequest, values(old))).toMatchObject([
      { state: 'active', unseen: true, application: old },
    ]);
  });

  it.each<[string, Partial<Application>]>([
    ['a later merge', { revisions: ['later'] }],
    ['the merge by its operation', { operationRevisions: ['merge'] }],
    ['Git long after', { reconciledAt: '2026-11-21T09:06:00Z' }],
    [
      'Git for the first time after it',
      { revisions: ['x'], createdAt: '2026-11-21T09:00:10Z' },
    ],
  ])('takes the merge for read by who has read %s', (_, rest) => {
    const one = shop(
      'staging',
      { sync: 'Synced' },
      { revisions: ['old'], ...rest },
    );
    expect(stepOf(values(one), new Set(['later']))).toMatchObject({
      state: 'done',
    });
  });
});
