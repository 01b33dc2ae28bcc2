import { createApiMock, renderTestApp } from '@backstage/frontend-test-utils';
import { koreanConfig, responseError } from '@naru/plugin-naru-react/testUtils';
import { runbooksApiRef } from '@naru/plugin-runbooks-react';
import {
  caseArticle,
  caseSummary,
} from '@naru/plugin-runbooks-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { runbooksPlugin } from '../../plugin';

const runbooksApiMock = createApiMock(runbooksApiRef, () => ({
  match: jest.fn(),
  listCases: jest.fn(),
  getCase: jest.fn(),
  sendFeedback: jest.fn(),
  listFeedback: jest.fn(),
}));

const PATIENT = { timeout: 8_000 };

const cases = [
  caseSummary({
    id: 'NET-001',
    title: 'No route',
    kind: 'incident',
    severity: 'critical',
    systems: ['calico'],
    group: { id: 'network', title: 'Network' },
  }),
  caseSummary({ id: 'KV-008', title: 'Import hangs' }),
  caseSummary({ id: 'KV-009', title: 'Disk too small', severity: 'minor' }),
];

/** Opens the page on runbooks that a test answers for. */
function open(
  part: Parameters<typeof runbooksApiMock>[0] = {},
  options: { path?: string; korean?: boolean } = {},
) {
  const forbidden = responseError(403, 'NotAllowedError', 'You may not');
  renderTestApp({
    features: [runbooksPlugin],
    apis: [
      runbooksApiMock({
        listCases: async () => ({ cases, faults: [] }),
        listFeedback: async () => {
          throw await forbidden;
        },
        getCase: async id => caseArticle({ id, title: `Article ${id}` }),
        ...part,
      }),
    ],
    initialRouteEntries: [options.path ?? '/runbooks'],
    ...(options.korean ? { config: koreanConfig } : {}),
  });
}

const row = (name: RegExp) => screen.findByRole('button', { name }, PATIENT);

describe('RunbooksPage', () => {
  jest.setTimeout(30_000);

  it('lists all cases by group, in the order in which one looks', async () => {
    open();
    await row(/Import hangs/);
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent),
    ).toEqual(['Images and disks', 'Network']);
    const network = screen.getByRole('region', { name: 'Network' });
    expect(
      within(network).getByRole('button', { name: /NET-001.*Critical/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('3 runbooks')).toBeInTheDocument();
  });

  it('narrows by words, group, system, severity and kind of the address', async () => {
    open({}, { path: '/runbooks?q=import&severity=major&system=cdi' });
    await row(/Import hangs/);
    expect(screen.queryByText('Disk too small')).toBeNull();
    expect(screen.getByText('1 of 3 runbooks')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await row(/Disk too small/);
    expect(screen.getByText('3 runbooks')).toBeInTheDocument();
  });

  it('says so when nothing passes, and leads to the search', async () => {
    open({}, { path: '/runbooks?q=unheard+of' });
    expect(
      await screen.findByText('No runbook passes these filters', {}, PATIENT),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Search in the text/ }),
    ).toHaveAttribute('href', '/search?query=unheard+of');
  });

  it('opens the case that the address names', async () => {
    open({}, { path: '/runbooks?case=kv-008&q=import' });
    const drawer = await screen.findByRole(
      'dialog',
      { name: 'Article KV-008' },
      PATIENT,
    );
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await row(/Import hangs/)).toBeInTheDocument();
    expect(screen.queryByText('No route')).toBeNull();
  });

  it('opens a case of the list', async () => {
    open();
    await userEvent.click(await row(/Import hangs/));
    expect(
      await screen.findByRole('dialog', { name: 'Article KV-008' }, PATIENT),
    ).toBeInTheDocument();
  });

  it('tells those who may see it how helpful a case was', async () => {
    open({
      listCases: async () => ({ cases, faults: [], looksAfter: true }),
      listFeedback: async () => ({
        items: [{ id: 'KV-008', helpful: 4, unhelpful: 1 }],
      }),
    });
    expect(await row(/Import hangs.*Helpful: 4 yes, 1 no/)).toBeInTheDocument();
  });

  it('tells the platform team which pages could not be read', async () => {
    open({
      listCases: async () => ({
        cases,
        faults: [{ source: 'team3', file: 'en/x.md', message: 'KV-999 twice' }],
      }),
    });
    expect(
      await screen.findByText('1 page could not be read', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText('team3: en/x.md')).toBeInTheDocument();
  });

  it('says so when there are no runbooks', async () => {
    open({ listCases: async () => ({ cases: [], faults: [] }) });
    expect(
      await screen.findByText('There are no runbooks yet', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not read runbooks'],
    [503, 'The portal cannot be reached'],
    [500, 'The runbooks could not be read'],
  ])('tells what is wrong when the answer is %i', async (status, words) => {
    const error = await responseError(status, 'Error', 'No');
    open({
      listCases: async () => {
        throw error;
      },
    });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      words,
    );
  });

  it('asks in the language of the person', async () => {
    const listCases = jest.fn(async () => ({ cases, faults: [] }));
    open({ listCases }, { korean: true });
    expect(
      await screen.findByRole('heading', { name: '런북' }, PATIENT),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(listCases).toHaveBeenCalledWith('ko', expect.anything()),
    );
  });

  it('does not ask for feedback where the person may not see it', async () => {
    const listFeedback = jest.fn();
    open({ listFeedback });
    expect(await row(/Import hangs/)).toBeInTheDocument();
    expect(listFeedback).not.toHaveBeenCalled();
  });
});
