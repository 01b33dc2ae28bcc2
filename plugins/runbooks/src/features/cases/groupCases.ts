import type { CaseSummary } from '@naru/plugin-runbooks-common';

/** The groups of Naru's own runbooks, in the order in which somebody looks for what is wrong. */
const ORDER = [
  'kubevirt',
  'images-and-disks',
  'access',
  'registry',
  'secrets',
  'gitops',
  'mesh-and-certificates',
  'storage',
  'network',
  'nodes',
  'workloads',
  'data',
  'monitoring',
  'air-gapped',
  'pipelines',
  'practice-labs',
  'naru',
];

/** Cases of one group, of whatever source. */
export interface CaseGroup {
  id: string;
  title: string;
  cases: CaseSummary[];
}

/** The cases by group; groups of a team come after those of Naru, by title. */
export function groupCases(cases: CaseSummary[]): CaseGroup[] {
  const groups = new Map<string, CaseGroup>();
  for (const one of cases) {
    const { id, title } = one.group;
    const group = groups.get(id) ?? { id, title, cases: [] };
    group.cases.push(one);
    groups.set(id, group);
  }
  return [...groups.values()].sort(
    (a, b) => placeOf(a.id) - placeOf(b.id) || a.title.localeCompare(b.title),
  );
}

function placeOf(group: string): number {
  const place = ORDER.indexOf(group);
  return place < 0 ? ORDER.length : place;
}
