import { createHash } from 'node:crypto';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { fieldsOf } from './fieldsOf';
import { NOUNS, PROTECTED, STOP_WORDS, SYNONYMS, VERBS } from './fieldWords';
import { termsOf } from './termsOf';
import { foldText, tokensOf } from './tokens';

/** How fast more of the same word stops to count more. */
const SATURATION = 3;
/** How much a long field counts less: 0 not at all, 1 in proportion. */
const LENGTH_SHARE = 0.4;

/** Weights are whole numbers below this. */
export const WEIGHT_UNITS = 1000;

/** Terms of one document that are kept: the heaviest. */
export const MAX_DOCUMENT_TERMS = 8_000;

/**
 * The terms of a document with their weights, from 1 to 1000 (`WEIGHT_UNITS`). They depend on the document alone, so that both engines
 * rank alike; how rare a term is counts when it is searched.
 */
export function weighDocument(
  document: IndexableDocument,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const field of fieldsOf(document)) {
    const tokens = tokensOf(foldText(field.text));
    const share =
      1 -
      LENGTH_SHARE +
      LENGTH_SHARE * Math.max(1, tokens.length / field.usualLength);
    const one = field.weight / share;
    for (const token of tokens) {
      const terms = termsOf(token);
      if (terms) {
        for (const term of terms.all) {
          counts.set(term, (counts.get(term) ?? 0) + one);
        }
      }
    }
  }
  const weights = new Map<string, number>();
  for (const [term, count] of counts) {
    weights.set(
      term,
      Math.max(1, Math.round((WEIGHT_UNITS * count) / (count + SATURATION))),
    );
  }
  if (weights.size <= MAX_DOCUMENT_TERMS) {
    return weights;
  }
  return new Map(
    [...weights].sort(([, a], [, b]) => b - a).slice(0, MAX_DOCUMENT_TERMS),
  );
}

const sample = {
  title: 'VM이 FailedScheduling 상태에서 멈췄습니다 · team1-staging/web-01',
  text: '인증서만료 때문에 연결되지 않습니다. Certificates expired; ｒｅｎｅｗｉｎｇ them (KV-008).',
  location: '/catalog/team1-staging/resource/web-01',
  keywords: ['cloud image'],
  owner: 'team1',
};

/**
 * Says whether two versions of the portal analyse alike: what was stored by a version with another fingerprint is analysed
 * again.
 */
export function analysisFingerprint(): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        [...weighDocument(sample)],
        NOUNS,
        PROTECTED,
        STOP_WORDS,
        SYNONYMS,
        VERBS,
      ]),
    )
    .digest('hex')
    .slice(0, 16);
}
