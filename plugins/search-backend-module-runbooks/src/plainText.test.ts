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
});
