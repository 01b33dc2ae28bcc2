import { plainText } from './plainText';

describe('plainText', () => {
  it('keeps words and what code says, without marks', () => {
    expect(
      plainText(
        [
          'Look at **the** `phase` of [the volume](../storage/x.md#stor-001).',
          '',
          '!!! danger "Deletes all"',
          '    What is lost.',
          '',
          '| Status | Cause |',
          '| --- | --- |',
          '| `404` | gone |',
          '',
          '    ```bash',
          '    kubectl get dv   # a list',
          '    ```',
          '',
          '#### How to go back',
        ].join('\n'),
      ),
    ).toBe(
      'Look at the phase of the volume. Deletes all What is lost. | Status | Cause | | 404 | gone | kubectl get dv # a list How to go back',
    );
  });

  it('takes no anchor of a heading for a word', () => {
    expect(plainText('#### Back {#back-1}\n\n[a\nb](x.md)')).toBe('Back a b');
  });

  it.each(['[', '![', '[a](', '{#', '# '])(
    'takes no time for many %s',
    mark => {
      const began = performance.now();
      plainText(mark.repeat(60_000));
      plainText(`# a${' '.repeat(100_000)}b`);
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );
});
