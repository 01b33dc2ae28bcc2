import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { responseError } from '@naru/plugin-naru-react/testUtils';
import { act, screen } from '@testing-library/react';
import { runbooksCalls } from '../__fixtures__/runbooksCalls';
import { runbooksApiRef } from '../api/RunbooksApi';
import { matchedCase } from '../testUtils/runbooks';
import { useMatches } from './useMatches';

const runbooksApiMock = createApiMock(runbooksApiRef, runbooksCalls);

function Titles() {
  const matches = useMatches([{ message: 'no such host' }]);
  return <p>{matches ? matches.map(({ title }) => title).join() : 'none'}</p>;
}

const wait = (ms: number) =>
  act(async () => void (await jest.advanceTimersByTimeAsync(ms)));

describe('useMatches', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('asks again after a while when the service was away', async () => {
    const match = jest
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue({
        answers: [{ cases: [matchedCase({ title: 'Import hangs' })] }],
      });
    renderInTestApp(<Titles />, { apis: [runbooksApiMock({ match })] });
    await wait(5_000);
    expect(screen.getByText('none')).toBeInTheDocument();
    expect(match).toHaveBeenCalledTimes(1);
    await wait(45_000);
    await wait(1_000);
    expect(screen.getByText('Import hangs')).toBeInTheDocument();
    expect(match).toHaveBeenCalledTimes(2);
  });

  it('does not ask again where the person may not read', async () => {
    const error = await responseError(403, 'NotAllowedError', 'No');
    const match = jest.fn().mockRejectedValue(error);
    renderInTestApp(<Titles />, { apis: [runbooksApiMock({ match })] });
    await wait(300_000);
    expect(screen.getByText('none')).toBeInTheDocument();
    expect(match).toHaveBeenCalledTimes(1);
  });
});
