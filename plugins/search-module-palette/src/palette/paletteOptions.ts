import type { Recent } from '../recent/RecentThings';
import type { Choice, ResultCategory } from '../results/categories';
import { groupRows, type ResultRow } from '../results/resultRow';
import type { Found } from '../results/useSearchResults';

/** Something in the list that can be chosen. */
export type PaletteOption =
  | { kind: 'result'; row: ResultRow }
  | { kind: 'more'; choice: Choice }
  | { kind: 'page' }
  | { kind: 'search'; term: string }
  | {
      kind: 'opened';
      title: string;
      href: string;
      category: ResultCategory;
    };

/** Options under a heading. */
export interface OptionGroup {
  heading: ResultCategory | 'searches' | 'opened' | 'page';
  options: PaletteOption[];
}

/** Rows of one group while everything is searched. */
const SHORT = 5;

function resultGroups(found: Found): OptionGroup[] {
  const groups = groupRows(found.rows).map(([category, rows]): OptionGroup => {
    const isCut = found.choice === 'all' && rows.length > SHORT;
    const shown = isCut ? rows.slice(0, SHORT) : rows;
    return {
      heading: category,
      options: [
        ...shown.map((row): PaletteOption => ({ kind: 'result', row })),
        ...(isCut && category !== 'other'
          ? [{ kind: 'more', choice: category } as const]
          : []),
      ],
    };
  });
  return groups.length > 0
    ? [...groups, { heading: 'page', options: [{ kind: 'page' }] }]
    : [];
}

function recentGroups({ searches, opened }: Recent): OptionGroup[] {
  const groups: OptionGroup[] = [
    {
      heading: 'opened',
      options: opened.map(one => ({ kind: 'opened', ...one })),
    },
    {
      heading: 'searches',
      options: searches.map(term => ({ kind: 'search', term })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** What can be chosen: results when something is typed, otherwise what was looked for and opened last. */
export function paletteOptions(options: {
  term: string;
  found?: Found;
  recent?: Recent;
}): OptionGroup[] {
  if (options.term.trim()) {
    return options.found ? resultGroups(options.found) : [];
  }
  return options.recent ? recentGroups(options.recent) : [];
}
