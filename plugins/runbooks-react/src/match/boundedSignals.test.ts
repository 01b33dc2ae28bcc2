import { boundedSignals } from './boundedSignals';

describe('boundedSignals', () => {
  it('leaves out what says nothing, and what is said twice', () => {
    expect(
      boundedSignals([
        { system: 'naru' },
        { system: 'naru', message: '  ' },
        { kind: 'Pod', message: 'a', reason: '' },
        { kind: 'Pod', message: 'a' },
        { condition: { type: '' } },
      ]),
    ).toEqual([{ kind: 'Pod', message: 'a' }]);
  });

  it('leaves out what the backend would refuse', () => {
    expect(
      boundedSignals([
        { kind: 'x'.repeat(3_000) },
        { http: 0, system: 'naru' },
        { kind: 'Pod' },
      ]),
    ).toEqual([{ kind: 'Pod' }]);
  });

  it('keeps within what the backend takes', () => {
    const signals = boundedSignals(
      Array.from({ length: 40 }, (_, index) => ({
        message: `${index}`.repeat(9_000),
      })),
    );
    expect(signals).toHaveLength(20);
    expect(signals[0].message).toHaveLength(8_000);
  });
});
