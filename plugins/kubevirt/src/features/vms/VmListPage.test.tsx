import {
  createApiMock,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  FakeRunbooks,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import { list, liveCluster, summary } from '../../__fixtures__/machines';
import { kubevirtApiRef, type KubevirtApi } from '../../api/KubevirtApi';
import plugin from '../../plugin';
import { requestFormRouteRef } from '../../routes';

const kubevirtApiMock = createApiMock(kubevirtApiRef, () => ({
  listVms: jest.fn(),
  getVm: jest.fn(),
  power: jest.fn(),
}));

const PATIENT = { timeout: 8_000 };

/** Opens the page on a list route that a test answers. */
function open(
  listVms: jest.MockedFunction<KubevirtApi['listVms']>,
  options: {
    path?: string;
    signals?: FakeSignals;
    korean?: boolean;
    runbooks?: FakeRunbooks;
  } = {},
) {
  renderTestApp({
    features: [plugin],
    apis: [
      kubevirtApiMock({ listVms }),
      mockApis.identity({
        userEntityRef: 'user:default/dev1',
        ownershipEntityRefs: ['user:default/dev1', 'group:default/team1'],
      }),
      [signalApiRef, options.signals ?? new FakeSignals()],
      ...(options.runbooks ?? new FakeRunbooks()).apis(),
    ],
    initialRouteEntries: [options.path ?? '/virtual-machines'],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': requestFormRouteRef,
    },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
}

function answering(...answers: ReturnType<typeof list>[]) {
  const listVms: jest.MockedFunction<KubevirtApi['listVms']> = jest.fn();
  answers.forEach(answer => listVms.mockResolvedValueOnce(answer));
  return listVms.mockResolvedValue(answers[answers.length - 1]);
}

describe('VmListPage', () => {
  jest.setTimeout(30_000);

  it('has the runbook in the row of a machine that fails', async () => {
    const runbooks = new FakeRunbooks(({ status }) =>
      matchedCase({ title: status }),
    );
    open(
      answering(
        list([
          summary({ name: 'web-01' }),
          summary({ name: 'web-02', status: 'ErrorUnschedulable' }),
        ]),
      ),
      { runbooks },
    );
    const icon = await screen.findByRole(
      'button',
      { name: /^Runbook: ErrorUnschedulable/ },
      PATIENT,
    );
    expect(icon.closest('[role="row"]')).toHaveTextContent('web-02');
    expect(runbooks.asked).toHaveLength(1);
  });

  it('shows each machine with its live state, and leads to its page and to the request form', async () => {
    open(
      answering(
        list([
          summary(),
          summary({
            name: 'db-01',
            status: 'Provisioning',
            progress: '45.1%',
            ip: undefined,
            ips: [],
            node: undefined,
          }),
        ]),
      ),
    );

    const link = await screen.findByRole('link', { name: 'web-01' }, PATIENT);
    expect(link).toHaveAttribute(
      'href',
      '/catalog/team1-staging/resource/web-01',
    );
    const web = within(screen.getByRole('row', { name: 'web-01' }));
    expect(web.getByText('Running')).toBeInTheDocument();
    expect(web.getByText('team1-staging')).toBeInTheDocument();
    expect(web.getByText('2 vCPU · 4 GiB')).toBeInTheDocument();
    expect(web.getByText('node-3')).toBeInTheDocument();
    expect(
      web.getByRole('button', { name: 'Copy 10.42.3.17' }),
    ).toBeInTheDocument();
    const db = within(screen.getByRole('row', { name: 'db-01' }));
    expect(
      db.getByRole('progressbar', { name: 'Provisioning' }),
    ).toHaveAttribute('aria-valuenow', '45');
    expect(
      screen.getByRole('link', { name: 'Request a machine' }),
    ).toHaveAttribute('href', '/create/templates/default/vm-linux');
  });

  it('asks for what the address says, so that a link can be shared', async () => {
    const listVms = answering(list([summary()], { total: 60 }));
    open(listVms, {
      path: '/virtual-machines?q=web&status=Running&status=Nonsense&ns=team1-staging&mine=1&sort=-createdAt&page=2&size=50',
    });

    await screen.findByRole('link', { name: 'web-01' }, PATIENT);
    expect(listVms).toHaveBeenCalledWith(
      {
        offset: 50,
        limit: 50,
        sort: '-createdAt',
        search: 'web',
        status: ['Running'],
        namespace: ['team1-staging'],
        owner: ['user:default/dev1', 'group:default/team1'],
      },
      expect.anything(),
    );
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(
      'web',
    );
    expect(screen.getByRole('switch', { name: 'My own' })).toBeChecked();
    expect(screen.getByText('51–60 of 60')).toBeInTheDocument();
  });

  it('asks anew for search, order, filter and page, and starts again at the first page', async () => {
    const user = userEvent.setup();
    const listVms = answering(list([summary()], { total: 60 }));
    open(listVms);
    await screen.findByRole('link', { name: 'web-01' }, PATIENT);
    const lastQuery = () => listVms.mock.lastCall?.[0];

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(lastQuery()).toMatchObject({ offset: 25 }));

    await user.click(screen.getByRole('columnheader', { name: 'Status' }));
    await waitFor(() =>
      expect(lastQuery()).toMatchObject({ sort: 'status', offset: 0 }),
    );
    await user.click(screen.getByRole('columnheader', { name: 'Status' }));
    await waitFor(() => expect(lastQuery()).toMatchObject({ sort: '-status' }));

    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'db');
    await waitFor(() => expect(lastQuery()).toMatchObject({ search: 'db' }));

    await user.click(screen.getByRole('button', { name: /Status/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Running (1)' }),
    );
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(lastQuery()).toMatchObject({ search: 'db', status: ['Running'] }),
    );

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(lastQuery()).toEqual({ offset: 0, limit: 25, sort: '-status' }),
    );
  });

  it('shows a new state as soon as a signal says that something changed', async () => {
    const signals = new FakeSignals();
    open(
      answering(
        list([summary({ status: 'Starting', ip: undefined, ips: [] })]),
        list([summary()]),
      ),
      { signals },
    );
    await screen.findByText('Starting', {}, PATIENT);
    const table = screen.getByRole('grid', { name: 'Virtual machines' });

    signals.send('kubevirt:vms', {
      entityRefs: ['resource:team1-staging/web-01'],
    });

    expect(await screen.findByText('10.42.3.17', {}, PATIENT)).toBeVisible();
    expect(within(table).queryByText('Starting')).not.toBeInTheDocument();
    expect(screen.getByRole('grid', { name: 'Virtual machines' })).toBe(table);
  });

  it('holds the place of the table until the first answer', async () => {
    open(jest.fn().mockReturnValue(new Promise(() => {})));
    expect(
      await screen.findByText('Reading the virtual machines…', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('tells no machine from no match, and offers the way on in both', async () => {
    const user = userEvent.setup();
    const listVms = answering(list([]));
    open(listVms, { path: '/virtual-machines?q=nothing' });
    await screen.findByText('No machine matches', {}, PATIENT);

    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(
      await screen.findByText('No virtual machines yet', {}, PATIENT),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Request a machine' }),
    ).toHaveLength(2);
  });

  it('says since when a cluster is silent, and keeps showing its machines', async () => {
    open(
      answering(
        list([summary()], {
          clusters: [
            {
              ...liveCluster,
              title: 'Seoul 7',
              phase: 'stale',
              lastGoodAt: '2026-11-21T09:00:00Z',
              message: 'connect ECONNREFUSED 10.0.0.7:6443',
            },
          ],
        }),
      ),
    );
    expect(
      await screen.findByText('Seoul 7 does not answer', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText(/its last good answer, from /)).toHaveTextContent(
      'Nov 21, 2026',
    );
    expect(
      screen.getByText(/connect ECONNREFUSED 10.0.0.7:6443/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'web-01' })).toBeInTheDocument();
  });

  it('does not call a cluster empty that has never answered', async () => {
    open(
      answering(
        list([], {
          clusters: [
            {
              name: 'prod7',
              title: 'prod7',
              phase: 'stale',
              message: 'no route',
            },
          ],
        }),
      ),
    );
    expect(
      await screen.findByText(/has not answered since the portal started/),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('No virtual machines yet'),
    ).not.toBeInTheDocument();
  });

  it('says that the person may not see machines', async () => {
    const error = await responseError(403, 'NotAllowedError', 'Denied');
    open(jest.fn().mockRejectedValue(error));
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'You may not see virtual machines',
    );
  });

  it('says that the portal cannot be reached, and tries again', async () => {
    const user = userEvent.setup();
    const listVms: jest.MockedFunction<KubevirtApi['listVms']> = jest
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue(list([summary()]));
    open(listVms);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'The portal cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'web-01' }, PATIENT),
    ).toBeInTheDocument();
  });

  it('keeps the machines on screen when they cannot be read again, and says how old they are', async () => {
    const signals = new FakeSignals();
    const listVms: jest.MockedFunction<KubevirtApi['listVms']> = jest
      .fn()
      .mockResolvedValueOnce(list([summary()]))
      .mockRejectedValue(new TypeError('Failed to fetch'));
    open(listVms, { signals });
    await screen.findByRole('link', { name: 'web-01' }, PATIENT);

    signals.send('kubevirt:vms', { clusters: true });

    expect(
      await screen.findByText('This is not up to date', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText(/Last good answer/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'web-01' })).toBeInTheDocument();
  });

  it('goes back to the last page when the machines of this one are gone', async () => {
    const listVms = answering(list([summary()], { total: 30 }));
    open(listVms, { path: '/virtual-machines?page=9' });
    await waitFor(
      () => expect(listVms.mock.lastCall?.[0]).toMatchObject({ offset: 25 }),
      PATIENT,
    );
  });

  it('speaks Korean', async () => {
    open(answering(list([summary({ status: 'ErrorUnschedulable' })])), {
      korean: true,
    });
    expect(
      await screen.findByText('배치할 노드 없음', {}, PATIENT),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: '가상 머신' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('columnheader', { name: 'IP 주소' }),
    ).toBeInTheDocument();
    expect(screen.getByText('vCPU 2개 · 4 GiB')).toBeInTheDocument();
    expect(screen.getByText('전체 1대 중 1–1')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: '가상 머신 신청' }),
    ).toBeInTheDocument();
  });
});
