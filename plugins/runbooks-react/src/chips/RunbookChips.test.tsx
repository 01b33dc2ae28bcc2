import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { koreanConfig, responseError } from '@naru/plugin-naru-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { caseArticle, matchedCase } from '../testUtils/runbooks';
import { drawerApi, runbooksCalls } from '../__fixtures__/runbooksCalls';
import { runbooksApiRef } from '../api/RunbooksApi';
import { RunbookDrawerHost } from '../drawer/RunbookDrawerHost';
import { RunbookChips } from './RunbookChips';
import { RunbookIcon } from './RunbookIcon';

const runbooksApiMock = createApiMock(runbooksApiRef, runbooksCalls);

const MESSAGE = 'dial tcp: lookup images.example.com: no such host';
const signals = [{ kind: 'DataVolume', message: MESSAGE }];
const matches = [
  matchedCase(),
  matchedCase({ id: 'KV-009', title: 'Second', why: [] }),
  matchedCase({ id: 'KV-010', title: 'Third', why: [] }),
  matchedCase({ id: 'KV-011', title: 'Fourth', why: [] }),
];

/** Draws chips for runbooks that a test answers for. */
function open(
  part: Parameters<typeof runbooksApiMock>[0],
  options: { korean?: boolean; element?: React.JSX.Element } = {},
) {
  const api = runbooksApiMock(part);
  renderInTestApp(
    <>
      <p>The screen</p>
      {options.element ?? <RunbookChips signals={signals} />}
      <RunbookDrawerHost />
    </>,
    {
      apis: [api, drawerApi()],
      ...(options.korean ? { config: koreanConfig } : {}),
    },
  );
  return api;
}

describe('RunbookChips', () => {
  it('says title and severity of what fits, and shows the rest on demand', async () => {
    open({ match: async () => ({ answers: [{ cases: matches }] }) });
    expect(
      await screen.findByRole('button', {
        name: 'Runbook: VM image import hangs in an isolated network (Major)',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Fourth/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '2 more' }));
    expect(screen.getByRole('button', { name: /Fourth/ })).toBeInTheDocument();
  });

  it('asks once for all chips of a screen, in the language of the person', async () => {
    const match = jest.fn(async () => ({
      answers: [{ cases: [matchedCase()] }, { cases: [] }],
    }));
    open(
      { match },
      {
        korean: true,
        element: (
          <>
            <RunbookChips signals={signals} />
            <RunbookChips signals={[{ message: 'all is strange' }]} />
          </>
        ),
      },
    );
    expect(
      await screen.findByRole('button', { name: /^런북: / }),
    ).toBeVisible();
    expect(match).toHaveBeenCalledTimes(1);
    expect(match).toHaveBeenCalledWith({
      language: 'ko',
      queries: [
        { signals, limit: expect.any(Number) },
        { signals: [{ message: 'all is strange' }], limit: expect.any(Number) },
      ],
    });
  });

  it('leads to the search with the message where nothing fits', async () => {
    open({ match: async () => ({ answers: [{ cases: [] }] }) });
    const link = await screen.findByRole('link', { name: 'Search runbooks' });
    const url = new URL(link.getAttribute('href') ?? '', 'http://localhost');
    expect(url.pathname).toBe('/search');
    expect(url.searchParams.get('query')).toBe(MESSAGE);
  });

  it.each([
    ['the person may not read', () => responseError(403, 'NotAllowed', 'No')],
    ['the service is away', async () => new TypeError('Failed to fetch')],
  ])('stays empty when %s', async (_, errorOf) => {
    const error = await errorOf();
    const match = jest.fn().mockRejectedValue(error);
    open({ match });
    await waitFor(() => expect(match).toHaveBeenCalled());
    await act(async () => {});
    expect(screen.getByText('The screen')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('does not ask where nothing was said', async () => {
    const match = jest.fn();
    open({ match }, { element: <RunbookChips signals={[]} /> });
    expect(await screen.findByText('The screen')).toBeInTheDocument();
    expect(match).not.toHaveBeenCalled();
  });

  it('stays empty in an app without runbooks', async () => {
    renderInTestApp(
      <>
        <p>The screen</p>
        <RunbookChips signals={signals} />
      </>,
    );
    expect(await screen.findByText('The screen')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('opens the case beside the screen and gives the focus back', async () => {
    open({
      match: async () => ({ answers: [{ cases: matches }] }),
      getCase: async () => caseArticle(),
    });
    const chip = await screen.findByRole('button', { name: /^Runbook: VM/ });
    await userEvent.click(chip);
    const drawer = await screen.findByRole('dialog', {
      name: 'VM image import hangs in an isolated network',
    });
    expect(
      within(drawer).getByText('The message says “no such host”'),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('button', { name: /Second/ }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(chip).toHaveFocus());
  });
});

describe('RunbookIcon', () => {
  it('opens what fits best', async () => {
    open(
      {
        match: async () => ({ answers: [{ cases: matches }] }),
        getCase: async () => caseArticle(),
      },
      { element: <RunbookIcon signals={signals} /> },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Runbook: VM image/ }),
    );
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });
});
