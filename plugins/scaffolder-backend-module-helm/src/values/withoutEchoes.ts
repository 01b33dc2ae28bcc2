import { ReleaseFault } from '../release/Release';

const IN_LIST = /\.\d+(\.|$)/;

/**
 * Leaves out what the schema of a chart refuses where a rule refuses the same value, because the rule says why.
 *
 * What is wrong with an entry of a list stays: the rule may be about another entry.
 */
export function withoutEchoes(faults: ReleaseFault[]): ReleaseFault[] {
  const refused = faults.flatMap(({ rule, severity, values }) =>
    rule !== 'SCHEMA' && severity !== 'warn' && values ? [values] : [],
  );
  return faults.filter(
    ({ rule, values = '' }) =>
      rule !== 'SCHEMA' ||
      IN_LIST.test(values) ||
      !refused.some(
        place => values === place || values.startsWith(`${place}.`),
      ),
  );
}
