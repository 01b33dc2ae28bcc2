import type { IndexableDocument } from '@backstage/plugin-search-common';
import { textOf } from '../analysis/fieldsOf';
import { WEIGHT_UNITS } from '../analysis/weighDocument';
import type { QueryPlan } from './planQuery';
import { squeeze } from './squeeze';

/** What a document keeps when only one rare word of many fits. */
const ONE_WORD_SHARE = 0.25;

/** Best documents whose words are compared with the query one after the other. */
export const COMPARED = 50;

/** Results below this share of the best one are left out. */
export const RELEVANT_SHARE = 0.12;

/** Which part of the terms that stand for a word together must be there. */
export const PART_SHARE = 0.6;

/**
 * How well a document fits, from 0 to 1: the weights of the words it has, each by how much it tells documents apart, and less
 * when words of the query are missing.
 *
 * @param weights - Weight of each term of the plan in the document, from `offset` on; 0 for those that it does not have.
 */
export function scoreDocument(
  plan: QueryPlan,
  weights: ArrayLike<number>,
  offset = 0,
): number {
  let sum = 0;
  let covered = 0;
  let total = 0;
  for (const concept of plan.concepts) {
    let best = 0;
    let found = 0;
    for (const { terms, weight } of concept.alternates) {
      let weighed = 0;
      let rarities = 0;
      let hits = 0;
      for (const term of terms) {
        const rarity = plan.rarities[term];
        const impact = weights[offset + term];
        rarities += rarity;
        if (impact > 0) {
          weighed += (rarity * impact) / WEIGHT_UNITS;
          hits += 1;
        }
      }
      const share = hits / terms.length;
      if (share >= PART_SHARE) {
        const value = ((weight * weighed) / rarities) * share;
        best = Math.max(best, value);
        found = Math.max(found, weight * share * share);
      }
    }
    sum += concept.importance * best;
    covered += concept.importance * found;
    total += concept.importance;
  }
  if (total === 0) {
    return 0;
  }
  const coverage = covered / total;
  return (
    (sum / total) * (ONE_WORD_SHARE + (1 - ONE_WORD_SHARE) * coverage ** 1.5)
  );
}

const EXACT = 1;
const IN_TITLE = 0.2;
const MESSAGE = 0.35;
const TOGETHER = 0.12;
/** Words of a query that is surely a message. */
const MESSAGE_WORDS = 10;
/** Words that must follow each other to count as part of a literal message. */
const RUN = 3;

/** Characters of a text that are compared. */
const MAX_COMPARED = 100_000;

const joined = (text: string) => text.replaceAll(' ', '');

function shareOfRuns(words: readonly string[], text: string, run: number) {
  let covered = 0;
  const within = new Array<boolean>(words.length).fill(false);
  for (let start = 0; start + run <= words.length; start += 1) {
    if (text.includes(` ${words.slice(start, start + run).join(' ')} `)) {
      within.fill(true, start, start + run);
    }
  }
  for (const one of within) {
    covered += one ? 1 : 0;
  }
  return covered / words.length;
}

/** The texts of documents that were compared already. */
const bodies = new WeakMap<IndexableDocument, string>();

function bodyOf(document: IndexableDocument): string {
  let body = bodies.get(document);
  if (body === undefined) {
    const { signals, keywords, text } = document as IndexableDocument &
      Record<string, unknown>;
    body = ` ${[signals, keywords, text]
      .map(value => squeeze(textOf(value).slice(0, MAX_COMPARED)))
      .join(' ')} `;
    bodies.set(document, body);
  }
  return body;
}

/**
 * What a document gains because words of the query stand together in it as they were asked: a name or title as a whole, a
 * literal message or parts of it between names and numbers that differ.
 */
export function closenessBonus(
  plan: QueryPlan,
  document: IndexableDocument,
): number {
  const { squeezed } = plan;
  if (!squeezed) {
    return 0;
  }
  const more = document as IndexableDocument & Record<string, unknown>;
  const title = squeeze(document.title);
  const names = [
    squeeze(textOf(more.caseId)),
    ...textOf(more.names).split('\n').map(squeeze),
    squeeze(decodePath(document.location).split('/').at(-1) ?? ''),
  ];
  if ([title, ...names].includes(squeezed)) {
    return EXACT;
  }
  const asked = joined(squeezed);
  let bonus = 0;
  if (asked.length > 2 && joined(title).includes(asked)) {
    bonus += IN_TITLE;
  }
  const words = squeezed.split(' ');
  if (words.length < 2) {
    return bonus;
  }
  const text = bodyOf(document);
  if (words.length >= RUN) {
    // A few words are a question, many are a message.
    bonus +=
      MESSAGE *
      Math.min(1, words.length / MESSAGE_WORDS) *
      shareOfRuns(words, text, RUN);
  }
  if (words.length < 6) {
    bonus +=
      TOGETHER *
      (shareOfRuns(words, text, 2) + shareOfRuns(words, ` ${title} `, 2));
  }
  return bonus;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
