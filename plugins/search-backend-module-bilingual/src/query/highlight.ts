import { HANGUL } from '../analysis/hangul';
import { PAIR, termsOf } from '../analysis/termsOf';
import { foldText, tokensOf } from '../analysis/tokens';
import type { QueryPlan } from './planQuery';

/** Texts around what is marked. */
export interface Tags {
  pre: string;
  post: string;
}

interface Mark {
  start: number;
  end: number;
  rarity: number;
}

const FRAGMENT = 240;
/** Characters before the first mark. */
const LEAD_IN = 24;
const MAX_SCANNED = 50_000;

function marksIn(folded: string, plan: QueryPlan): Mark[] {
  const rarities = new Map<string, number>();
  const korean: string[] = [];
  plan.terms.forEach((term, index) => {
    if (!term.startsWith(PAIR)) {
      rarities.set(term, plan.rarities[index]);
      if (HANGUL.test(term[0]) && term.length > 1) {
        korean.push(term);
      }
    }
  });
  const marks: Mark[] = [];
  for (const token of tokensOf(folded)) {
    const terms = termsOf(token);
    if (!terms) {
      continue;
    }
    // Of a Korean word, what was asked for; the particle stays unmarked.
    const inside =
      token.script === 'hangul'
        ? korean
            .filter(word => token.word.includes(word))
            .sort((a, b) => b.length - a.length)[0]
        : undefined;
    if (inside) {
      const start = token.start + token.word.indexOf(inside);
      marks.push({
        start,
        end: start + inside.length,
        rarity: rarities.get(inside) ?? 0,
      });
      continue;
    }
    const found = terms.all.filter(term => rarities.has(term));
    if (found.length > 0) {
      marks.push({
        start: token.start,
        end: token.end,
        rarity: Math.max(...found.map(term => rarities.get(term) ?? 0)),
      });
    }
  }
  return marks;
}

function marked(
  text: string,
  marks: readonly Mark[],
  tags: Tags,
  from: number,
  to: number,
): string {
  let result = '';
  let position = from;
  for (const mark of marks) {
    if (mark.start >= position && mark.end <= to) {
      result += `${text.slice(position, mark.start)}${tags.pre}${text.slice(
        mark.start,
        mark.end,
      )}${tags.post}`;
      position = mark.end;
    }
  }
  return result + text.slice(position, to);
}

/** A text with the words of the query marked; undefined when it has none. */
export function highlightWhole(
  text: string,
  plan: QueryPlan,
  tags: Tags,
): string | undefined {
  const folded = foldText(text.slice(0, MAX_SCANNED));
  const marks = marksIn(folded, plan);
  return marks.length > 0
    ? marked(folded, marks, tags, 0, folded.length)
    : undefined;
}

/** The part of a text where most of the query stands, with its words marked; undefined when it has none. */
export function highlightFragment(
  text: string,
  plan: QueryPlan,
  tags: Tags,
): string | undefined {
  const folded = foldText(text.slice(0, MAX_SCANNED)).replace(/\s/gu, ' ');
  const marks = marksIn(folded, plan);
  if (marks.length === 0) {
    return undefined;
  }
  let best = { score: -1, start: 0 };
  let last = 0;
  let sum = 0;
  marks.forEach((first, index) => {
    while (
      last < marks.length &&
      marks[last].end - first.start <= FRAGMENT - LEAD_IN
    ) {
      sum += marks[last].rarity;
      last += 1;
    }
    if (sum > best.score) {
      best = { score: sum, start: first.start };
    }
    if (last > index) {
      sum -= first.rarity;
    } else {
      last = index + 1;
    }
  });
  let from = Math.max(0, best.start - LEAD_IN);
  if (from > 0) {
    const space = folded.indexOf(' ', from);
    from = space >= 0 && space < best.start ? space + 1 : from;
  }
  let to = Math.min(folded.length, from + FRAGMENT);
  if (to < folded.length) {
    const space = folded.lastIndexOf(' ', to);
    to = space > best.start + LEAD_IN ? space : to;
  }
  return `${from > 0 ? '… ' : ''}${marked(folded, marks, tags, from, to)}${
    to < folded.length ? ' …' : ''
  }`;
}
