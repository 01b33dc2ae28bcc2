import { englishStem } from './englishStem';
import { compoundParts, isStopWord, koreanStem } from './koreanWord';
import type { Token } from './tokens';

/** Longest term that is kept; longer ones (digests, keys) are found by their beginning. */
const MAX_TERM = 64;
/** Parts of one name that are kept. */
const MAX_PARTS = 24;

/** Marks a pair of syllables, so that it is not taken for a word of two syllables. */
export const PAIR = '~';

/** What stands in the index for a word. */
export interface WordTerms {
  /** The word itself: a whole name in lower case, or the dictionary form. */
  whole: string;
  /** Stem of an English word, when it is another. */
  stem?: string;
  /** Names inside the name: `team1-staging/web-01` holds `team1-staging` and `web-01`. */
  names: string[];
  /** Words inside a name or a compound: `team1`, `staging`; `failed`, `scheduling`. */
  parts: string[];
  /** Pairs of syllables of a Korean word, marked. */
  pairs: string[];
  /** All of these, and the stems of the parts, each once. */
  all: string[];
}

const short = (term: string) => term.slice(0, MAX_TERM);

/** The marked pairs of syllables of a Korean word. */
export function pairsOf(word: string): string[] {
  const syllables = [...word];
  return syllables
    .slice(0, -1)
    .map((syllable, index) => `${PAIR}${syllable}${syllables[index + 1]}`);
}

function partsOfName(written: string): string[] {
  return (
    written
      .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .toLowerCase()
      .split(/[\s._\-/:@]+/u)
      // One digit of a version says nothing.
      .filter(part => part.length > 1 && !isStopWord(part))
  );
}

function withAll(terms: Omit<WordTerms, 'all'>): WordTerms {
  return {
    ...terms,
    all: [
      ...new Set([
        terms.whole,
        ...(terms.stem ? [terms.stem] : []),
        ...terms.names,
        ...terms.parts,
        ...terms.parts.map(englishStem),
        ...terms.pairs,
      ]),
    ],
  };
}

function foreignTerms(token: Token): WordTerms | undefined {
  const { word, written } = token;
  if (isStopWord(word)) {
    return undefined;
  }
  const names = /[/:@]/u.test(word)
    ? word
        .split(/[/:@]+/u)
        .map(name => name.replace(/^[._-]+|[._-]+$/gu, ''))
        .filter(name => name.length > 1 && /[._-]/u.test(name))
    : [];
  // People leave the dash out: kv008, web01.
  const joined = word.replace(/[._-]+/gu, '');
  if (joined !== word && !/[/:@]/u.test(word)) {
    names.push(joined);
  }
  const parts = partsOfName(written);
  const stem = englishStem(word);
  return withAll({
    whole: short(word),
    stem: stem === word ? undefined : stem,
    names: [...new Set(names.map(short))].slice(0, MAX_PARTS),
    parts:
      parts.length === 1 && parts[0] === word
        ? []
        : [...new Set(parts.map(short))].slice(0, MAX_PARTS),
    pairs: [],
  });
}

function koreanTerms(token: Token): WordTerms | undefined {
  const stem = koreanStem(token.word);
  if (!stem) {
    return undefined;
  }
  return withAll({
    whole: short(stem),
    names: [],
    parts: compoundParts(stem) ?? [],
    pairs: pairsOf(short(stem)),
  });
}

/** Words whose terms are remembered: most of a text are words that came before. */
const MAX_REMEMBERED = 50_000;
const remembered = new Map<string, WordTerms | undefined>();

/** What stands in the index for a word; undefined for one that says nothing. */
export function termsOf(token: Token): WordTerms | undefined {
  const { written } = token;
  if (remembered.has(written)) {
    return remembered.get(written);
  }
  const terms =
    token.script === 'hangul' ? koreanTerms(token) : foreignTerms(token);
  if (remembered.size >= MAX_REMEMBERED) {
    remembered.clear();
  }
  remembered.set(written, terms);
  return terms;
}
