import { compoundParts } from '../analysis/koreanWord';
import { HANGUL, isInitials, lettersOf } from '../analysis/hangul';
import { englishStem } from '../analysis/englishStem';
import { pairsOf, termsOf } from '../analysis/termsOf';
import { foldText, type Token, tokensOf } from '../analysis/tokens';
import { squeeze } from './squeeze';
import { synonymsAt } from './synonyms';
import type { Vocabularies } from './Vocabulary';

/** Terms that together stand for a word of the query. */
export interface Alternate {
  /** Places in `terms` of the plan. */
  terms: number[];
  /** How good it is to find these instead of the word itself: 1 is the word itself. */
  weight: number;
}

/** A word of the query with all ways to find it. */
export interface Concept {
  alternates: Alternate[];
  /** How much the word tells documents apart: the rarer, the more. */
  importance: number;
  /** Documents are looked for by it; a word that most documents have only ranks them. */
  isLeading: boolean;
}

/** What to look for. */
export interface QueryPlan {
  concepts: Concept[];
  /** Every term of the plan, each once. */
  terms: string[];
  /** How rare each term is, in the order of `terms`. */
  rarities: number[];
  /** The query with letters and digits only. */
  squeezed: string;
}

/** Words of a query that are looked for; of longer queries (a message in full) the rarest. */
const MAX_CONCEPTS = 24;
const MAX_TOKENS = 80;
const MAX_TERMS = 320;

/** A word leads when it tells documents apart at least so much as the rarest of the query, in proportion. */
const LEADING_SHARE = 0.2;

const STEM = 0.95;
const PARTS = 0.75;
const NAMES = 0.85;
const PAIRS = 0.6;
const SYNONYM = 0.7;
const PREFIX = 0.55;
const HALF_TYPED = 0.5;
const SIMILAR = 0.6;

/** A word to look for before its terms have places. */
interface Unit {
  key: string;
  options: { terms: string[]; weight: number }[];
  /** Stands at the end of the query and may be half typed. */
  open: boolean;
}

function rarity(frequency: number, documents: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

function koreanUnits(
  stem: string,
  open: boolean,
  vocabularies: Vocabularies,
): Unit[] {
  const parts =
    compoundParts(stem) ??
    (vocabularies.frequency(stem) === 0
      ? compoundParts(stem, part => vocabularies.frequency(part) > 0)
      : undefined);
  if (parts) {
    return parts.map((part, index) => ({
      key: part,
      open: open && index === parts.length - 1,
      options: [
        { terms: [part], weight: 1 },
        { terms: pairsOf(part), weight: PAIRS },
      ],
    }));
  }
  const pairs = pairsOf(stem);
  return [
    {
      key: stem,
      open,
      options: [
        { terms: [stem], weight: 1 },
        ...(pairs.length > 0 ? [{ terms: pairs, weight: PAIRS }] : []),
      ],
    },
  ];
}

function unitsOf(
  token: Token,
  open: boolean,
  vocabularies: Vocabularies,
): Unit[] {
  const terms = termsOf(token);
  if (!terms) {
    return [];
  }
  if (token.script === 'hangul') {
    return koreanUnits(terms.whole, open, vocabularies);
  }
  const options = [{ terms: [terms.whole], weight: 1 }];
  if (terms.stem) {
    options.push({ terms: [terms.stem], weight: STEM });
  }
  if (terms.names.length > 0) {
    options.push({ terms: terms.names, weight: NAMES });
  }
  if (terms.parts.length > 0) {
    options.push({ terms: terms.parts.map(englishStem), weight: PARTS });
  }
  return [{ key: terms.stem ?? terms.whole, options, open }];
}

/** Korean words that a half-typed last syllable may become. */
function halfTyped(word: string, vocabularies: Vocabularies): string[] {
  const letters = lettersOf(word);
  const found = vocabularies.typedAs(letters, 12);
  // 인증섬 on the way to 인증서만료: its last consonant begins the next syllable.
  return found.length > 0 || letters.length < 4
    ? found
    : vocabularies.typedAs(letters.slice(0, -1), 12);
}

function guesses(unit: Unit, vocabularies: Vocabularies): Unit['options'] {
  const word = unit.options[0].terms[0];
  const known = unit.options.some(({ terms, weight }) =>
    weight >= STEM
      ? terms.some(term => vocabularies.frequency(term) > 0)
      : false,
  );
  const options: Unit['options'] = [];
  const add = (terms: string[], weight: number) =>
    options.push(...terms.map(term => ({ terms: [term], weight })));
  if (HANGUL.test(word[0])) {
    if (isInitials(word)) {
      add(vocabularies.withInitials(word, 12), HALF_TYPED);
    } else if (unit.open) {
      add(halfTyped(word, vocabularies), HALF_TYPED);
    }
    return options;
  }
  if ((unit.open && word.length > 1) || (!known && word.length > 2)) {
    add(vocabularies.startingWith(word, 16), PREFIX);
  }
  if (!known && options.length === 0 && /^[a-z]{4,}$/u.test(word)) {
    add(vocabularies.similar(word, 6), SIMILAR);
  }
  return options;
}

/** A word typed `ㅇㅈㅅ` or half a word that the table of stop words knows (`이`) is kept when it is all there is. */
function allUnits(folded: string, vocabularies: Vocabularies): Unit[] {
  const tokens = tokensOf(folded).slice(0, MAX_TOKENS);
  const units = tokens.flatMap(token =>
    unitsOf(
      token,
      token === tokens[tokens.length - 1] && token.end === folded.length,
      vocabularies,
    ),
  );
  if (units.length > 0) {
    return units;
  }
  return tokens.map(({ word }) => ({
    key: word,
    open: true,
    options: [{ terms: [word], weight: 1 }],
  }));
}

/**
 * What to look for when somebody asks `text`: each word that says something with its inflections, parts, synonyms and, when
 * nobody wrote it so, what was probably meant.
 */
export function planQuery(text: string, vocabularies: Vocabularies): QueryPlan {
  const folded = foldText(text);
  const units = allUnits(folded, vocabularies);
  const keys = units.map(unit => unit.key);
  const { documents } = vocabularies;

  const terms: string[] = [];
  const places = new Map<string, number>();
  const place = (term: string) => {
    let index = places.get(term);
    if (index === undefined) {
      index = terms.length;
      places.set(term, index);
      terms.push(term);
    }
    return index;
  };

  const drafts: { options: Unit['options']; importance: number }[] = [];
  const seen = new Set<string>();
  for (let position = 0; position < units.length; ) {
    const synonyms = synonymsAt(keys, position);
    const length = synonyms?.length ?? 1;
    const phrase = units.slice(position, position + length);
    position += length;
    const key = phrase.map(unit => unit.key).join(' ');
    if (seen.has(key)) {
      continue;
    }
    seen.add(key);
    const options =
      length === 1
        ? [...phrase[0].options, ...guesses(phrase[0], vocabularies)]
        : [
            { terms: phrase.map(unit => unit.key), weight: 1 },
            {
              terms: phrase.flatMap(
                ({ options: [, other] }) => other?.terms ?? [],
              ),
              weight: PAIRS,
            },
          ];
    for (const other of synonyms?.others ?? []) {
      options.push({ terms: [...other], weight: SYNONYM });
    }
    const possible = options.filter(option =>
      option.terms.some(term => vocabularies.frequency(term) > 0),
    );
    if (possible.length > 0) {
      // As many documents as the commonest of its ways has.
      const frequency = Math.max(
        ...possible.map(option =>
          Math.min(...option.terms.map(term => vocabularies.frequency(term))),
        ),
      );
      drafts.push({
        options: possible,
        importance: rarity(frequency, documents) * (length > 1 ? 1.4 : 1),
      });
    }
  }
  drafts.sort((a, b) => b.importance - a.importance);

  const concepts: Concept[] = [];
  for (const draft of drafts.slice(0, MAX_CONCEPTS)) {
    const alternates = draft.options
      .filter(() => terms.length < MAX_TERMS)
      .map(option => ({
        terms: option.terms.map(place),
        weight: option.weight,
      }));
    if (alternates.length > 0) {
      concepts.push({
        alternates,
        importance: draft.importance,
        isLeading: draft.importance >= drafts[0].importance * LEADING_SHARE,
      });
    }
  }
  return {
    concepts,
    terms,
    rarities: terms.map(term =>
      rarity(vocabularies.frequency(term), documents),
    ),
    squeezed: squeeze(text),
  };
}
