import type { CaseArticle } from '@naru/plugin-runbooks-common';

/** Which versions of a system a case concerns. */
export interface VersionRange {
  system: string;
  since?: string;
  until?: string;
}

/** The versions of a case by system; a system without a limit is left out. */
export function versionRanges(
  article: Pick<CaseArticle, 'since' | 'until'>,
): VersionRange[] {
  const systems = new Set([
    ...Object.keys(article.since),
    ...Object.keys(article.until),
  ]);
  return [...systems].map(system => ({
    system,
    since: article.since[system],
    until: article.until[system],
  }));
}
