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

  it('keeps within what the backend takes', () => {
    const signals = boundedSignals(
      Array.from({ length: 40 }, (_, index) => ({
        message: `${index}`.repeat(5_000),
      })),
    );
    expect(signals).toHaveLength(20);
    expect(signals[0].message).toHaveLength(4_000);
  });
});
