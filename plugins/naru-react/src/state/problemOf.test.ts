import { responseError } from '../testUtils';
import { problemOf } from './problemOf';

describe('problemOf', () => {
  it.each([
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'gone'],
    [503, 'system-unreachable'],
    [409, 'other'],
    [500, 'other'],
  ])(
    "reads status %d as %s, with the backend's words",
    async (status, kind) => {
      const error = await responseError(status, 'SomeError', 'because');
      expect(problemOf(error)).toEqual({ kind, words: 'because' });
    },
  );

  it('takes a lost connection and a proxy without backend for the portal being away', async () => {
    expect(problemOf(new TypeError('Failed to fetch'))).toEqual({
      kind: 'unreachable',
    });
    expect(
      problemOf(await responseError(502, 'Bad Gateway', '<html>')),
    ).toEqual({ kind: 'unreachable' });
  });

  it('passes on what it does not know', () => {
    expect(problemOf(new Error('odd'))).toEqual({
      kind: 'other',
      words: 'odd',
    });
    expect(problemOf('odd')).toEqual({ kind: 'other', words: 'odd' });
  });
});
