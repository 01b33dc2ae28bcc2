import { WEIGHT_UNITS } from '../analysis/weighDocument';
import type { QueryPlan } from '../query/planQuery';
import { PART_SHARE } from '../query/scoreDocument';

// PostgreSQL knows four weights; together with how rare a word is they choose what is ranked exactly.
const CLASSES = [
  ['A', 0.65],
  ['B', 0.45],
  ['C', 0.25],
  ['D', 0],
] as const;

const quoted = (term: string) =>
  `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Terms with their weights as the text of a `tsvector`. */
export function vectorText(weights: ReadonlyMap<string, number>): string {
  return [...weights]
    .map(([term, weight]) => {
      const [letter] =
        CLASSES.find(([, least]) => weight / WEIGHT_UNITS >= least) ??
        CLASSES[3];
      return `${quoted(term)}:1${letter}`;
    })
    .join(' ');
}

function conjunction(terms: readonly string[], letters: string): string {
  return `(${terms
    .map(term => `${quoted(term)}${letters ? `:${letters}` : ''}`)
    .join('&')})`;
}

/** Any run of terms that is long enough to stand for the word. */
function alternateText(terms: readonly string[], letters: string): string {
  const least = Math.ceil(terms.length * PART_SHARE);
  const runs: string[] = [];
  for (let start = 0; start + least <= terms.length; start += 1) {
    runs.push(conjunction(terms.slice(start, start + least), letters));
  }
  return runs.join('|');
}

/** One `tsquery` for each word of a query. */
export interface ConceptText {
  /** Documents that have the word in any way. */
  any: string;
  /** Documents that have it in a place that says much. */
  heavy: string;
  importance: number;
  isLeading: boolean;
}

/** The words of a query as texts of `tsquery`. */
export function conceptTexts(plan: QueryPlan): ConceptText[] {
  return plan.concepts.map(({ alternates, importance, isLeading }) => {
    const words = alternates.map(({ terms }) =>
      terms.map(term => plan.terms[term]),
    );
    return {
      any: words.map(terms => alternateText(terms, '')).join('|'),
      heavy: words.map(terms => alternateText(terms, 'AB')).join('|'),
      importance,
      isLeading,
    };
  });
}
