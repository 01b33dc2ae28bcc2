import type { SearchResult } from '@backstage/plugin-search-common';
import { categoryOf, type ResultCategory } from './categories';

/** A piece of text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  isFound: boolean;
}

/** A fact of the second line; some have words of the reader's language. */
export type Fact =
  | { text: string }
  | { severity: 'critical' | 'major' | 'minor' | 'info' }
  | { state: 'open' | 'merged' | 'closed' }
  | { owner: string };

/** A result as it is shown. */
export interface ResultRow {
  category: ResultCategory;
  href: string;
  title: string;
  titlePieces: Piece[];
  textPieces: Piece[];
  facts: Fact[];
}

const MAX_TEXT = 220;

/** Takes a text with marks apart. */
export function piecesOf(
  text: string,
  preTag: string,
  postTag: string,
): Piece[] {
  if (!preTag || !postTag) {
    return text ? [{ text, isFound: false }] : [];
  }
  return text
    .split(preTag)
    .flatMap((part, index): Piece[] => {
      const end = index === 0 ? -1 : part.indexOf(postTag);
      return end < 0
        ? [{ text: part, isFound: false }]
        : [
            { text: part.slice(0, end), isFound: true },
            { text: part.slice(end + postTag.length), isFound: false },
          ];
    })
    .filter(piece => piece.text !== '');
}

const severities = ['critical', 'major', 'minor', 'info'] as const;
const states = ['open', 'merged', 'closed'] as const;

function one<T extends string>(values: readonly T[], value: string) {
  return values.find(known => known === value);
}

function factsOf(
  category: ResultCategory,
  fields: Record<string, unknown>,
): Fact[] {
  const text = (key: string) =>
    typeof fields[key] === 'string' ? fields[key] : '';
  const facts: Fact[] = [];
  const add = (...values: string[]) =>
    facts.push(...values.filter(Boolean).map(value => ({ text: value })));
  switch (category) {
    case 'runbook': {
      const severity = one(severities, text('severity'));
      add(text('caseId'), text('groupTitle') || text('group'));
      if (severity) {
        facts.push({ severity });
      }
      break;
    }
    case 'catalog':
    case 'template': {
      add(
        text('type') && text('type') !== 'other'
          ? `${text('kind')} · ${text('type')}`
          : text('kind'),
        text('namespace') === 'default' ? '' : text('namespace'),
      );
      const owner = text('owner').replace(/^group:(?:default\/)?/u, '');
      if (owner) {
        facts.push({ owner });
      }
      break;
    }
    case 'docs':
      add(text('entityTitle') || text('name'), text('path'));
      break;
    case 'request': {
      const state = one(states, text('state'));
      if (state) {
        facts.push({ state });
      }
      add(text('branch'), text('requester').replace(/^user:default\//u, ''));
      break;
    }
    default:
      break;
  }
  return facts;
}

/** A result as it is shown. */
export function resultRow(result: SearchResult): ResultRow {
  const { document, highlight } = result;
  const { preTag = '', postTag = '', fields } = highlight ?? {};
  const category = categoryOf(result);
  return {
    category,
    href: document.location,
    title: document.title,
    titlePieces: piecesOf(fields?.title ?? document.title, preTag, postTag),
    textPieces: piecesOf(
      fields?.text ?? document.text.slice(0, MAX_TEXT),
      preTag,
      postTag,
    ),
    facts: factsOf(category, { ...document }),
  };
}

/** Rows by what they are, the group of the best row first. */
export function groupRows(
  rows: readonly ResultRow[],
): [ResultCategory, ResultRow[]][] {
  const groups = new Map<ResultCategory, ResultRow[]>();
  for (const row of rows) {
    groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  }
  return [...groups];
}
