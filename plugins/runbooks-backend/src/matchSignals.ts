import type {
  Language,
  MatchedCase,
  Signal,
} from '@naru/plugin-runbooks-common';
import type { Runbooks } from '@naru/plugin-runbooks-node';

/** The cases that fit an error, as the API shows them. */
export function matchSignals(
  runbooks: Runbooks,
  question: { signals: readonly Signal[]; language: Language; limit: number },
): MatchedCase[] {
  const { signals, language, limit } = question;
  return runbooks
    .match(signals, { limit })
    .map(({ case: found, score, why }) => ({
      ...runbooks.summary(found, language),
      score,
      why,
    }));
}
