import { SYNONYMS } from '../analysis/fieldWords';
import { termsOf } from '../analysis/termsOf';
import { foldText, tokensOf } from '../analysis/tokens';

/** A word or phrase as the terms it is found by. */
export type Phrase = readonly string[];

interface Entry {
  phrase: Phrase;
  group: readonly Phrase[];
}

/** The term that stands for a word in phrases: its stem. */
export function keysOf(text: string): string[] {
  return tokensOf(foldText(text)).flatMap(token => {
    const terms = termsOf(token);
    return terms ? [terms.stem ?? terms.whole] : [];
  });
}

const byFirst = new Map<string, Entry[]>();
for (const words of SYNONYMS) {
  const group = words.map(keysOf).filter(phrase => phrase.length > 0);
  for (const phrase of group) {
    const entries = byFirst.get(phrase[0]) ?? [];
    entries.push({ phrase, group: group.filter(other => other !== phrase) });
    byFirst.set(phrase[0], entries);
  }
}
for (const entries of byFirst.values()) {
  entries.sort((a, b) => b.phrase.length - a.phrase.length);
}

/** The longest phrase of the table that begins at `position`, and all that mean the same. */
export function synonymsAt(
  keys: readonly string[],
  position: number,
): { length: number; others: Phrase[] } | undefined {
  const fitting = (byFirst.get(keys[position]) ?? []).filter(({ phrase }) =>
    phrase.every((key, index) => keys[position + index] === key),
  );
  if (fitting.length === 0) {
    return undefined;
  }
  const { length } = fitting[0].phrase;
  const others = new Map<string, Phrase>();
  for (const { phrase, group } of fitting) {
    if (phrase.length === length) {
      for (const other of group) {
        others.set(other.join(' '), other);
      }
    }
  }
  return { length, others: [...others.values()] };
}
