import { HANGUL } from './hangul';
import { isParticle } from './koreanWord';

/** A word as it stands in a text. */
export interface Token {
  script: 'hangul' | 'other';
  /** Lower case, composed, of normal width. */
  word: string;
  /** As written, composed and of normal width. */
  written: string;
  /** Where it stands in the folded text. */
  start: number;
  end: number;
}

const words = /[\p{L}\p{N}\p{M}_]+(?:[.\-/:@]+[\p{L}\p{N}\p{M}_]+)*/gu;
const runs = new RegExp(`(?:${HANGUL.source})+`, 'gu');

/** Characters of a token that are looked at; an encoded blob is not a word. */
const MAX_TOKEN = 128;

/**
 * The text composed (NFC) and with letters of normal width; what `start` and `end` of its tokens count.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/gu, character =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00a0]/gu, ' ');
}

const MARKS = '._-/:@';

function other(text: string, start: number): Token[] {
  // By hand: an expression that looks for marks at the end tries each run of them within the text as well.
  let first = 0;
  let last = text.length;
  while (first < last && MARKS.includes(text[first])) {
    first += 1;
  }
  while (last > first && MARKS.includes(text[last - 1])) {
    last -= 1;
  }
  if (first === last) {
    return [];
  }
  const trimmed = text.slice(first, last);
  const from = start + first;
  const written = trimmed.slice(0, MAX_TOKEN);
  return [
    {
      script: 'other',
      word: written.normalize('NFKC').toLowerCase(),
      written,
      start: from,
      end: from + trimmed.length,
    },
  ];
}

/**
 * The words of a folded text. Names with dots, dashes and slashes are one word; Korean is split from what it stands at, and
 * a particle behind a foreign word is dropped (`VM이` is `vm`).
 */
export function tokensOf(folded: string): Token[] {
  const tokens: Token[] = [];
  for (const match of folded.matchAll(words)) {
    const [text] = match;
    const start = match.index;
    let position = 0;
    for (const run of text.matchAll(runs)) {
      const before = text.slice(position, run.index);
      const foreign = other(before, start + position);
      tokens.push(...foreign);
      const particle =
        foreign.length > 0 &&
        foreign[0].end === start + run.index &&
        isParticle(run[0]);
      if (!particle) {
        tokens.push({
          script: 'hangul',
          word: run[0].slice(0, MAX_TOKEN),
          written: run[0].slice(0, MAX_TOKEN),
          start: start + run.index,
          end: start + run.index + run[0].length,
        });
      }
      position = run.index + run[0].length;
    }
    tokens.push(...other(text.slice(position), start + position));
  }
  return tokens;
}
