import {
  signalEntrySchema,
  type CaseSeverity,
} from '@naru/plugin-runbooks-common';
import { CompiledSignal } from '../match/CompiledSignal';
import type { RunbookCase } from '../page/RunbookCase';

/** A case with these signals. */
export function caseWith(
  id: string,
  signals: unknown[],
  severity: CaseSeverity = 'major',
): RunbookCase {
  return {
    id,
    kind: 'incident',
    severity,
    systems: ['kubernetes'],
    since: {},
    until: {},
    destructive: false,
    related: [],
    source: 'test',
    group: 'network',
    page: 'names',
    texts: {},
    signals: signals.map(entry =>
      CompiledSignal.compile(signalEntrySchema.parse(entry)),
    ),
  };
}
