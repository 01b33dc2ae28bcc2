import {
  durationSeconds,
  kitchenTime,
  retryDelay,
  selfHealDelay,
} from './retryDelay';

describe('retryDelay', () => {
  it('doubles from ten seconds to three minutes by default', () => {
    expect([1, 2, 3, 4, 5, 6].map(count => retryDelay({}, count))).toEqual([
      10, 20, 40, 80, 160, 180,
    ]);
  });

  it('follows the policy', () => {
    const retry = {
      backoff: { duration: '1s', factor: 3, maxDuration: '1m30s' },
    };
    expect([1, 2, 5].map(count => retryDelay(retry, count))).toEqual([
      3, 9, 90,
    ]);
  });
});

describe('selfHealDelay', () => {
  it('grows with every attempt that did not last', () => {
    expect([0, 1, 2, 3, 9].map(selfHealDelay)).toEqual([0, 2, 6, 18, 300]);
  });
});

describe('durationSeconds', () => {
  it.each([
    ['1h2m3s', 3723],
    ['1.5s', 1.5],
    ['250ms', 0.25],
    ['5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %s', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });
});

describe('kitchenTime', () => {
  it('writes hours as people say them', () => {
    expect(kitchenTime(new Date(2026, 0, 1, 0, 5))).toBe('12:05AM');
    expect(kitchenTime(new Date(2026, 0, 1, 13, 36))).toBe('1:36PM');
  });
});
