import { ReleaseFault } from '../release/Release';
import { withoutEchoes } from './withoutEchoes';

describe('withoutEchoes', () => {
  const fault = (
    rule: string,
    values?: string,
    severity?: 'warn',
  ): ReleaseFault => ({ rule, values, severity, message: 'is wrong.' });

  it('leaves the schema out where a rule refuses the same value', () => {
    const ofRule = fault('VAL-020', 'image');
    expect(
      withoutEchoes([
        fault('SCHEMA', 'image.tag'),
        fault('SCHEMA', 'image'),
        ofRule,
      ]),
    ).toEqual([ofRule]);
  });

  it('keeps the schema where nothing else refuses', () => {
    const faults = [
      fault('SCHEMA', 'imagePull'),
      fault('SCHEMA'),
      fault('SCHEMA', 'replicas'),
      fault('SCHEMA', 'secrets.1.name'),
      fault('VAL-020', 'image'),
      fault('VAL-031', 'replicas', 'warn'),
      fault('VAL-033', 'secrets'),
    ];
    expect(withoutEchoes(faults)).toEqual(faults);
  });
});
