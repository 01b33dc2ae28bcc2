import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { runbooksApiRef } from '@naru/plugin-runbooks-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CaseHelpful } from './CaseHelpful';

const runbooksApiMock = createApiMock(runbooksApiRef, () => ({
  match: jest.fn(),
  listCases: jest.fn(),
  getCase: jest.fn(),
  sendFeedback: jest.fn(),
  listFeedback: jest.fn(),
}));

describe('CaseHelpful', () => {
  it('counts the answer, in the language of the page, and lets it be changed', async () => {
    const sendFeedback = jest.fn(async () => {});
    renderInTestApp(
      <CaseHelpful caseId="KV-008" title="Import hangs" language="ko" />,
      { apis: [runbooksApiMock({ sendFeedback })] },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'No' }));
    expect(await screen.findByText(/^Thank you/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'No' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    expect(sendFeedback.mock.calls).toEqual([
      ['KV-008', { helpful: false, language: 'ko' }],
      ['KV-008', { helpful: true, language: 'ko' }],
    ]);
  });
});
