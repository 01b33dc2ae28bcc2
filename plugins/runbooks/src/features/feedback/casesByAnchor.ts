import type { CaseSummary } from '@naru/plugin-runbooks-common';

/** The cases of a documentation site by anchor, e.g. `kv-008`; empty for a site that has no runbooks. */
export function casesByAnchor(
  cases: CaseSummary[],
  site: { kind: string; namespace: string; name: string },
): Map<string, CaseSummary> {
  const { kind, namespace, name } = site;
  const start = `/docs/${namespace}/${kind}/${name}/`.toLowerCase();
  return new Map(
    cases
      .filter(({ path }) => path.toLowerCase().startsWith(start))
      .map(one => [one.path.split('#')[1] ?? '', one]),
  );
}
