import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { koreanConfig, responseError } from '@naru/plugin-naru-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { caseArticle, caseSummary } from '../testUtils/runbooks';
import { runbooksCalls } from '../__fixtures__/runbooksCalls';
import { runbooksApiRef } from '../api/RunbooksApi';
import { RunbookDrawer } from './RunbookDrawer';

const runbooksApiMock = createApiMock(runbooksApiRef, runbooksCalls);

const titles: Record<string, string> = {
  'KV-008': 'Import hangs',
  'REG-009': 'Registry refuses',
  'AIR-004': 'Mirror is empty',
};

const articles = async (id: string, language: 'en' | 'ko') =>
  caseArticle({
    id,
    language,
    title: language === 'ko' ? `${id} 문서` : titles[id],
  });

/** Opens the drawer on runbooks that a test answers for. */
function open(
  part: Parameters<typeof runbooksApiMock>[0] = { getCase: articles },
  options: { korean?: boolean } = {},
) {
  const onClose = jest.fn();
  renderInTestApp(
    <RunbookDrawer reading={{ id: 'KV-008' }} onClose={onClose} />,
    {
      apis: [runbooksApiMock(part)],
      ...(options.korean ? { config: koreanConfig } : {}),
    },
  );
  return { onClose };
}

const drawerOf = (name: string) => screen.findByRole('dialog', { name });

describe('RunbookDrawer', () => {
  it('shows the case with its sections, versions and page', async () => {
    open();
    const drawer = await drawerOf('Import hangs');
    const shown = within(drawer);
    expect(shown.getByRole('heading', { name: 'Check' })).toBeInTheDocument();
    expect(shown.getByText('kubevirt from 1.0')).toBeInTheDocument();
    expect(shown.getByText('cdi, kubevirt')).toBeInTheDocument();
    expect(shown.getAllByText('Major')).not.toHaveLength(0);
    expect(shown.getByRole('link', { name: 'Open page' })).toHaveAttribute(
      'href',
      caseSummary().path,
    );
    expect(shown.queryByRole('note')).toBeNull();
  });

  it('warns of a step that loses data', async () => {
    open({ getCase: async () => caseArticle({ destructive: true }) });
    expect(await screen.findByRole('note')).toHaveTextContent(
      'can lose data or cut access',
    );
  });

  it('copies a block of commands', async () => {
    const writeText = jest.fn(async () => {});
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText },
    });
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy the block' }),
    );
    expect(writeText).toHaveBeenCalledWith(
      'NAMESPACE=team1-staging\nkubectl -n "$NAMESPACE" get dv',
    );
  });

  it('jumps to a section by keyboard', async () => {
    window.HTMLElement.prototype.scrollIntoView = jest.fn();
    open();
    const sections = await screen.findByRole('navigation', {
      name: 'Sections',
    });
    within(sections).getByRole('button', { name: 'Mend' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('heading', { name: 'Mend' })).toHaveFocus();
  });

  it('keeps the focus inside, and closes with Escape', async () => {
    const { onClose } = open();
    const drawer = await drawerOf('Import hangs');
    for (let presses = 0; presses < 30; presses += 1) {
      await userEvent.tab();
      expect(drawer).toContainElement(document.activeElement as HTMLElement);
    }
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });

  it('still closes with Escape after another language and an answer', async () => {
    const { onClose } = open();
    const drawer = await drawerOf('Import hangs');
    await userEvent.click(screen.getByRole('button', { name: '한국어' }));
    await drawerOf('KV-008 문서');
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    await screen.findByText(/^Thank you/);
    expect(drawer).toContainElement(document.activeElement as HTMLElement);
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });

  it('closes with Escape when what had the focus is gone', async () => {
    const { onClose } = open();
    await drawerOf('Import hangs');
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });

  it('opens related cases and cases of the text, with a way back', async () => {
    open();
    await drawerOf('Import hangs');
    await userEvent.click(
      screen.getByRole('button', { name: /Registry refuses/ }),
    );
    await drawerOf('Registry refuses');
    await userEvent.click(screen.getByRole('link', { name: 'the mirror' }));
    await drawerOf('Mirror is empty');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await drawerOf('Registry refuses');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await drawerOf('Import hangs');
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  });

  it("begins in the person's language and shows the other on demand", async () => {
    open(undefined, { korean: true });
    await drawerOf('KV-008 문서');
    await userEvent.click(screen.getByRole('button', { name: 'English' }));
    expect(await drawerOf('Import hangs')).toBeInTheDocument();
  });

  it('says so when it is written in another language only', async () => {
    open(
      { getCase: async () => caseArticle({ languages: ['en'] }) },
      { korean: true },
    );
    expect(
      await screen.findByText('이 런북은 아직 한국어로 작성되지 않았습니다.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'English' })).toBeNull();
  });

  it('counts whether it helped, and lets that be changed', async () => {
    const sendFeedback = jest.fn(async () => {});
    open({ getCase: articles, sendFeedback });
    await userEvent.click(await screen.findByRole('button', { name: 'Yes' }));
    expect(await screen.findByText(/^Thank you/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'No' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'No' })).toHaveAttribute(
        'aria-pressed',
        'true',
      ),
    );
    expect(sendFeedback.mock.calls).toEqual([
      ['KV-008', { helpful: true, language: 'en' }],
      ['KV-008', { helpful: false, language: 'en' }],
    ]);
  });

  it('shows what the person said on an earlier visit, in every language', async () => {
    open({
      getCase: async (id, language) => ({
        ...(await articles(id, language)),
        helpful: false,
      }),
    });
    expect(await screen.findByRole('button', { name: 'No' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(screen.getByRole('button', { name: '한국어' }));
    await drawerOf('KV-008 문서');
    expect(screen.getByRole('button', { name: 'No' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('says so when the answer could not be counted', async () => {
    open({
      getCase: articles,
      sendFeedback: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Yes' }));
    expect(
      await screen.findByText('It could not be counted. Try again.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Yes' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  });

  it.each([
    [403, 'You may not read runbooks'],
    [404, 'There is no runbook KV-008'],
    [500, 'The runbook could not be read'],
  ])('tells what is wrong when the answer is %i', async (status, words) => {
    const error = await responseError(status, 'Error', 'No');
    open({
      getCase: async () => {
        throw error;
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('asks again on demand when the portal could not be reached', async () => {
    const getCase = jest
      .fn(articles)
      .mockRejectedValueOnce(new TypeError('Failed to fetch'));
    open({ getCase });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await drawerOf('Import hangs');
  });
});
