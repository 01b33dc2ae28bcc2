import {
  createApiMock,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { ChangeRequest } from '@naru/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import { changeRequest, progressAt } from '../../__fixtures__/changes';
import { gitopsCalls } from '../../__fixtures__/gitopsCalls';
import { gitopsApiRef, type GitopsApi } from '../../api/GitopsApi';
import plugin from '../../plugin';

const gitopsApiMock = createApiMock(gitopsApiRef, gitopsCalls);

const PATIENT = { timeout: 8_000 };

/** Opens the page on routes that a test answers. */
function open(
  api: Partial<GitopsApi>,
  options: { path?: string; signals?: FakeSignals; korean?: boolean } = {},
) {
  renderTestApp({
    features: [plugin],
    apis: [
      gitopsApiMock(api),
      mockApis.identity({ userEntityRef: 'user:default/dev1' }),
      [signalApiRef, options.signals ?? new FakeSignals()],
    ],
    initialRouteEntries: [options.path ?? '/changes'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
}

const changes: ChangeRequest[] = [
  changeRequest({
    number: 14,
    branch: 'naru/vm/team2-staging/db-01',
    title: 'Add virtual machine db-01',
    state: 'merged',
    requestedBy: 'user:default/dev2',
    createdAt: '2026-11-21T09:30:00Z',
  }),
  changeRequest({
    number: 13,
    branch: 'naru/vm/team1-staging/old-01',
    title: 'Add virtual machine old-01',
    state: 'closed',
    createdAt: '2026-11-21T09:20:00Z',
  }),
  changeRequest({ number: 12, createdAt: '2026-11-21T09:10:00Z' }),
];

const titles = () =>
  screen
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);

describe('ChangesPage', () => {
  jest.setTimeout(30_000);

  it('lists change requests, open ones first, with the way to their page and to the forge', async () => {
    open({ listChanges: jest.fn().mockResolvedValue({ items: changes }) });
    const link = await screen.findByRole(
      'link',
      { name: 'Add virtual machine web-01 to team1-staging' },
      PATIENT,
    );
    expect(link).toHaveAttribute(
      'href',
      '/changes/platform?branch=naru%2Fvm%2Fteam1-staging%2Fweb-01',
    );
    expect(titles()).toEqual([
      'Add virtual machine web-01 to team1-staging',
      'Add virtual machine db-01',
      'Add virtual machine old-01',
    ]);
    expect(
      screen.getByRole('link', {
        name: /Open pull request #12 in the forge/,
      }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/platform/gitops/pulls/12',
    );
  });

  it('narrows the list by what the address says', async () => {
    open(
      { listChanges: jest.fn().mockResolvedValue({ items: changes }) },
      { path: '/changes?mine=1&state=closed' },
    );
    await screen.findByRole(
      'link',
      { name: 'Add virtual machine old-01' },
      PATIENT,
    );
    expect(titles()).toEqual(['Add virtual machine old-01']);
    expect(screen.getByRole('switch', { name: 'My own' })).toBeChecked();
  });

  it('searches, and says when nothing matches', async () => {
    const user = userEvent.setup();
    open({ listChanges: jest.fn().mockResolvedValue({ items: changes }) });
    const search = await screen.findByRole(
      'searchbox',
      { name: 'Search' },
      PATIENT,
    );
    await user.type(search, 'db dev2');
    await waitFor(() =>
      expect(titles()).toEqual(['Add virtual machine db-01']),
    );
    await user.type(search, 'x');
    expect(await screen.findByText('No change matches')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(titles()).toHaveLength(3));
  });

  it('follows the forge by signal', async () => {
    const signals = new FakeSignals();
    open(
      {
        listChanges: jest
          .fn()
          .mockResolvedValueOnce({ items: [changeRequest()] })
          .mockResolvedValue({ items: [changeRequest({ state: 'merged' })] }),
      },
      { signals },
    );
    const row = await screen.findByRole('row', { name: /web-01/ }, PATIENT);
    expect(row).toHaveTextContent('Open');
    signals.send('gitops:changes', {
      changeRequests: ['platform:naru/vm/team1-staging/web-01'],
      applications: [],
    });
    expect(await screen.findByText('Merged', {}, PATIENT)).toBeInTheDocument();
  });

  it('says that there is none yet', async () => {
    open({ listChanges: jest.fn().mockResolvedValue({ items: [] }) });
    expect(
      await screen.findByText('No change requests yet', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('tells apart what may not be seen and what cannot be reached', async () => {
    const user = userEvent.setup();
    const down = await responseError(
      503,
      'ServiceUnavailableError',
      'The forge at git.example.com does not answer',
    );
    const forbidden = await responseError(403, 'NotAllowedError', 'Denied');
    open({
      listChanges: jest
        .fn()
        .mockRejectedValueOnce(down)
        .mockRejectedValue(forbidden),
    });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'The Git server cannot be reached',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('You may not see change requests', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('shows the way of one change on a page of its own', async () => {
    const getProgress = jest
      .fn()
      .mockResolvedValue(progressAt('sync', 'active'));
    open(
      { getProgress },
      {
        path: '/changes/platform?branch=naru%2Fvm%2Fteam1-staging%2Fweb-01',
      },
    );
    expect(
      await screen.findByRole('list', { name: 'Way of the change' }, PATIENT),
    ).toBeInTheDocument();
    expect(getProgress).toHaveBeenCalledWith(
      { repository: 'platform', branch: 'naru/vm/team1-staging/web-01' },
      expect.anything(),
    );
    expect(
      screen.getByRole('link', { name: 'All change requests' }),
    ).toHaveAttribute('href', '/changes');
  });

  it('speaks Korean', async () => {
    open(
      { listChanges: jest.fn().mockResolvedValue({ items: changes }) },
      { korean: true },
    );
    expect(
      await screen.findByRole('columnheader', { name: '요청자' }, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText('머지됨')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: '변경 요청' }),
    ).toBeInTheDocument();
  });
});
