import { createApiMock, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { EntityApplications } from '@naru/plugin-gitops-common';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import {
  FakeRunbooks,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  entityApplications,
  objectTrouble,
  productionApplication,
  stagingApplication,
} from '../../__fixtures__/entityApplications';
import { gitopsCalls } from '../../__fixtures__/gitopsCalls';
import { gitopsApiRef, type GitopsApi } from '../../api/GitopsApi';
import { applicationsCard } from '../../extensions/entity';

const gitopsApiMock = createApiMock(gitopsApiRef, gitopsCalls);

const PATIENT = { timeout: 8_000 };

function open(
  api: Partial<GitopsApi> | EntityApplications,
  options: {
    signals?: FakeSignals;
    korean?: boolean;
    annotations?: Record<string, string>;
    runbooks?: FakeRunbooks;
  } = {},
) {
  const gitopsApi = gitopsApiMock(
    'applications' in api
      ? { listEntityApplications: jest.fn().mockResolvedValue(api) }
      : api,
  );
  renderTestApp({
    extensions: [
      createTestEntityPage({
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            namespace: 'default',
            name: 'shop',
            annotations: options.annotations ?? {
              'argocd/app-selector': 'naru.io/app=shop',
            },
          },
          spec: { type: 'service', owner: 'group:default/team1' },
        },
      }),
      applicationsCard,
    ],
    apis: [
      gitopsApi,
      [signalApiRef, options.signals ?? new FakeSignals()],
      ...(options.runbooks ?? new FakeRunbooks()).apis(),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
  return gitopsApi;
}

const region = (name: string) => screen.findByRole('region', { name }, PATIENT);

describe('ApplicationsCard', () => {
  it('puts the runbook beside a trouble, an error of Argo CD and an event', async () => {
    open(
      {
        listEntityApplications: jest.fn().mockResolvedValue(
          entityApplications([
            stagingApplication({
              troubles: [objectTrouble()],
              conditions: [
                { type: 'ComparisonError', message: 'authentication required' },
              ],
            }),
          ]),
        ),
        getObjectReport: jest.fn().mockResolvedValue({
          kind: 'Pod',
          name: 'shop-5d9c7-x2x8z',
          conditions: [],
          containers: [],
          events: [
            {
              type: 'Warning',
              reason: 'FailedScheduling',
              message: '0/3 nodes are available',
              count: 1,
            },
          ],
        }),
      },
      {
        runbooks: new FakeRunbooks(({ condition, reason, event }) =>
          matchedCase({ title: condition?.type ?? reason ?? event }),
        ),
      },
    );
    const chip = (name: RegExp) =>
      screen.findByRole('button', { name }, PATIENT);
    expect(await chip(/^Runbook: CrashLoopBackOff/)).toBeInTheDocument();
    expect(await chip(/^Runbook: ComparisonError/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Look at/ }));
    expect(await chip(/^Runbook: FailedScheduling/)).toBeInTheDocument();
  });

  it('tells of each environment how it does and what runs', async () => {
    const gitopsApi = open(
      entityApplications([stagingApplication(), productionApplication()]),
    );

    const staging = within(await region('Staging'));
    expect(staging.getByRole('status')).toHaveTextContent('Runs as Git says');
    expect(staging.getByText('Synced')).toBeInTheDocument();
    expect(staging.getByText('Healthy')).toBeInTheDocument();
    expect(staging.getByText('2 of 2 ready')).toBeInTheDocument();
    expect(staging.getByText('team1-dev/shop:1.1.0')).toHaveAttribute(
      'title',
      expect.stringContaining(
        'harbor.naru.example/team1-dev/shop:1.1.0@sha256',
      ),
    );
    expect(
      staging.getByRole('link', { name: 'Commit a1b2c3d4 in the forge' }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/platform/gitops/commit/a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    );
    expect(staging.queryByRole('button')).not.toBeInTheDocument();

    const production = within(await region('Production'));
    expect(production.getByRole('status')).toHaveTextContent(
      'Not rolled out yet: waits for a person',
    );
    expect(gitopsApi.listEntityApplications).toHaveBeenCalledWith(
      'component:default/shop',
      expect.anything(),
    );
  });

  it('explains a crash loop in words, with the way to the pod', async () => {
    const user = userEvent.setup();
    const getObjectReport = jest.fn().mockResolvedValue({
      kind: 'Pod',
      namespace: 'team1-staging',
      name: 'shop-5d9c7-x2x8z',
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'ContainersNotReady',
          message: 'containers with unready status: [shop]',
        },
      ],
      containers: [
        {
          name: 'shop',
          image: 'harbor.naru.example/team1-dev/shop:1.1.0',
          ready: false,
          restarts: 5,
          state: 'waiting',
          reason: 'CrashLoopBackOff',
          last: {
            reason: 'Error',
            exitCode: 1,
            message: 'no DATABASE_URL',
            finishedAt: '2026-11-21T09:00:00Z',
          },
        },
      ],
      events: [
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container',
          count: 12,
        },
      ],
    });
    open({
      listEntityApplications: jest.fn().mockResolvedValue(
        entityApplications([
          stagingApplication({
            health: 'Degraded',
            troubles: [objectTrouble()],
          }),
        ]),
      ),
      getObjectReport,
    });

    const staging = within(await region('Staging'));
    expect(staging.getByRole('status')).toHaveTextContent(
      'Does not run as it should',
    );
    expect(
      staging.getByText(
        'Container shop of Pod shop-5d9c7-x2x8z stops right after its start; Kubernetes starts it again with growing pauses.',
      ),
    ).toBeInTheDocument();
    expect(
      staging.getByText(
        /^CrashLoopBackOff · exit code 1: the program itself gave up · restarted 5 times · last ended .* · the same with 2 objects$/,
      ),
    ).toBeInTheDocument();
    expect(
      staging.getByText('back-off 1m20s restarting failed container=shop'),
    ).toBeInTheDocument();

    await user.click(
      staging.getByRole('button', { name: 'Look at Pod shop-5d9c7-x2x8z' }),
    );
    const dialog = within(await screen.findByRole('dialog', {}, PATIENT));
    expect(await dialog.findByText('no DATABASE_URL')).toBeInTheDocument();
    expect(
      dialog.getByText('containers with unready status: [shop]'),
    ).toBeInTheDocument();
    expect(dialog.getByText('12 times')).toBeInTheDocument();
    expect(
      dialog.getByRole('link', { name: 'Logs and more in the Kubernetes tab' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop/kubernetes');
    expect(getObjectReport).toHaveBeenCalledWith(
      'component:default/shop',
      'shop-staging',
      {
        group: undefined,
        kind: 'Pod',
        namespace: 'team1-staging',
        name: 'shop-5d9c7-x2x8z',
      },
      expect.anything(),
    );
  });

  it('says when the object is gone meanwhile', async () => {
    const user = userEvent.setup();
    open({
      listEntityApplications: jest
        .fn()
        .mockResolvedValue(
          entityApplications([
            stagingApplication({ troubles: [objectTrouble()] }),
          ]),
        ),
      getObjectReport: jest
        .fn()
        .mockRejectedValue(await responseError(404, 'NotFoundError', 'gone')),
    });
    await user.click(
      await screen.findByRole('button', { name: /^Look at/ }, PATIENT),
    );
    expect(
      await screen.findByText('The object is not there any more', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('shows what Argo CD says once, where no object says it', async () => {
    open(
      entityApplications([
        stagingApplication({
          sync: 'Unknown',
          conditions: [
            {
              type: 'ComparisonError',
              message: 'helm: values do not meet the schema',
            },
          ],
        }),
      ]),
    );
    const staging = within(await region('Staging'));
    expect(staging.getByRole('status')).toHaveTextContent(
      'Argo CD cannot read what Git says',
    );
    expect(
      staging.getByText('helm: values do not meet the schema'),
    ).toBeInTheDocument();
  });

  it('syncs production after it was said what is going to happen', async () => {
    const user = userEvent.setup();
    const syncApplication = jest.fn().mockResolvedValue(undefined);
    open({
      listEntityApplications: jest
        .fn()
        .mockResolvedValue(entityApplications([productionApplication()])),
      syncApplication,
    });

    const production = within(await region('Production'));
    expect(
      production.getByText('2 objects would be created or changed'),
    ).toBeInTheDocument();
    await user.click(
      production.getByRole('button', { name: 'Sync Production…' }),
    );
    const dialog = within(await screen.findByRole('dialog', {}, PATIENT));
    expect(
      dialog.getByText(
        'Argo CD brings namespace team1-production on prod7 to revision a1b2c3d4.',
      ),
    ).toBeInTheDocument();
    expect(dialog.getByText('Deployment shop')).toBeInTheDocument();
    expect(dialog.getByText('Service shop')).toBeInTheDocument();
    expect(dialog.getByText(/audit log/)).toBeInTheDocument();
    expect(dialog.queryByRole('checkbox')).not.toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Sync Production' }));

    expect(syncApplication).toHaveBeenCalledWith('component:default/shop', {
      application: 'shop-production',
      revision: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
      prune: false,
    });
    expect(
      await screen.findByText(
        'Argo CD has the order and is about to begin.',
        {},
        PATIENT,
      ),
    ).toBeInTheDocument();
  });

  it('deletes only what was ticked, and names it', async () => {
    const user = userEvent.setup();
    const syncApplication = jest.fn().mockResolvedValue(undefined);
    const application = productionApplication({
      health: 'Healthy',
      syncOffer: {
        possible: true,
        allowed: true,
        whoMay: ['group:default/team1'],
        changes: 1,
        deletions: 1,
      },
      resources: [
        {
          group: 'apps',
          kind: 'Deployment',
          name: 'shop',
          status: 'OutOfSync',
        },
        {
          kind: 'ConfigMap',
          name: 'shop-dashboard',
          status: 'OutOfSync',
          requiresPruning: true,
        },
      ],
    });
    open({
      listEntityApplications: jest
        .fn()
        .mockResolvedValue(entityApplications([application])),
      syncApplication,
    });
    const production = within(await region('Production'));
    expect(production.getByRole('status')).toHaveTextContent(
      'Runs an older state: waits for a person',
    );
    await user.click(
      production.getByRole('button', { name: 'Sync Production…' }),
    );
    const dialog = within(await screen.findByRole('dialog', {}, PATIENT));
    expect(dialog.getByText('ConfigMap shop-dashboard')).toBeInTheDocument();
    await user.click(
      dialog.getByRole('checkbox', { name: 'Delete this object' }),
    );
    await user.click(
      dialog.getByRole('button', {
        name: 'Sync Production and delete 1 object',
      }),
    );
    expect(syncApplication).toHaveBeenCalledWith(
      'component:default/shop',
      expect.objectContaining({ prune: true }),
    );
  });

  it('does nothing when the question is answered with no', async () => {
    const user = userEvent.setup();
    const gitopsApi = open(entityApplications([productionApplication()]));
    await user.click(
      await screen.findByRole('button', { name: 'Sync Production…' }, PATIENT),
    );
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(gitopsApi.syncApplication).not.toHaveBeenCalled();
  });

  it('tells who may sync to a person who may not, without a button', async () => {
    open(
      entityApplications([
        productionApplication({
          syncOffer: {
            possible: true,
            allowed: false,
            reason: 'forbidden',
            whoMay: ['group:default/team1', 'group:default/platform-team'],
            changes: 2,
            deletions: 0,
          },
        }),
      ]),
    );
    const production = within(await region('Production'));
    expect(
      production.getByText('A person of one of these groups has to sync it:'),
    ).toBeInTheDocument();
    expect(production.getByRole('link', { name: /team1/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/team1',
    );
    expect(production.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says why a sync was refused', async () => {
    const user = userEvent.setup();
    open({
      listEntityApplications: jest
        .fn()
        .mockResolvedValue(entityApplications([productionApplication()])),
      syncApplication: jest
        .fn()
        .mockRejectedValue(
          await responseError(409, 'ConflictError', 'A sync is running'),
        ),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Sync Production…' }, PATIENT),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Sync Production' }),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Sync Production…' }),
      ).toBeEnabled(),
    );
    expect(
      screen.queryByText('Argo CD has the order and is about to begin.'),
    ).not.toBeInTheDocument();
  });

  it('shows that a sync is under way, without a button', async () => {
    open(
      entityApplications([
        productionApplication({
          operation: { phase: 'Running', startedAt: '2026-11-21T09:00:00Z' },
        }),
      ]),
    );
    const production = within(await region('Production'));
    expect(
      production.getByText('Argo CD is applying it. This may take minutes.'),
    ).toBeInTheDocument();
    expect(production.queryByRole('button')).not.toBeInTheDocument();
  });

  it('waits calmly for Argo CD to make the Applications', async () => {
    open(entityApplications([]));
    expect(
      await screen.findByText(
        'Argo CD has no Application for this yet',
        {},
        PATIENT,
      ),
    ).toBeInTheDocument();
  });

  it('tells how old the state is when Argo CD does not answer', async () => {
    open(
      entityApplications([stagingApplication()], {
        phase: 'stale',
        lastGoodAt: '2026-11-21T09:00:00Z',
        message: 'connect ECONNREFUSED',
      }),
    );
    expect(
      await screen.findByText('Argo CD does not answer', {}, PATIENT),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Its state below is from .*ECONNREFUSED/),
    ).toBeInTheDocument();
    expect(await region('Staging')).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not see Applications', false],
    [503, 'Argo CD cannot be reached', true],
    [502, 'The portal cannot be reached', true],
  ])('says what status %d means', async (status, title, canRetry) => {
    open({
      listEntityApplications: jest
        .fn()
        .mockRejectedValue(await responseError(status, 'SomeError', 'words')),
    });
    expect(await screen.findByText(title, {}, PATIENT)).toBeInTheDocument();
    expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(
      canRetry ? 1 : 0,
    );
  });

  it('follows a signal about its Applications', async () => {
    const signals = new FakeSignals();
    const gitopsApi = open(
      {
        listEntityApplications: jest
          .fn()
          .mockResolvedValueOnce(
            entityApplications([stagingApplication({ health: 'Progressing' })]),
          )
          .mockResolvedValue(entityApplications([stagingApplication()])),
      },
      { signals },
    );
    expect(
      within(await region('Staging')).getByRole('status'),
    ).toHaveTextContent('Is being made ready');

    act(() =>
      signals.send('gitops:changes', {
        changeRequests: [],
        applications: ['argocd/shop-staging'],
      }),
    );
    expect(
      await screen.findByText('Runs as Git says', {}, PATIENT),
    ).toBeInTheDocument();
    expect(gitopsApi.listEntityApplications).toHaveBeenCalledTimes(2);
  });

  it('speaks Korean', async () => {
    open(
      entityApplications([
        stagingApplication({ health: 'Degraded', troubles: [objectTrouble()] }),
        productionApplication(),
      ]),
      { korean: true },
    );
    const staging = within(await region('스테이징'));
    expect(
      staging.getByText(
        'Pod shop-5d9c7-x2x8z의 컨테이너 shop: 시작하자마자 종료됩니다. Kubernetes가 간격을 늘려 가며 재시작합니다.',
      ),
    ).toBeInTheDocument();
    expect(staging.getByText(/5번 재시작/)).toBeInTheDocument();
    const production = within(await region('프로덕션'));
    expect(
      production.getByRole('button', { name: '프로덕션 동기화…' }),
    ).toBeInTheDocument();
  });

  it('is not on the page of a component without Applications', async () => {
    const gitopsApi = open(entityApplications([]), { annotations: {} });
    await waitFor(() =>
      expect(screen.queryByText('Applications')).not.toBeInTheDocument(),
    );
    expect(gitopsApi.listEntityApplications).not.toHaveBeenCalled();
  });
});
