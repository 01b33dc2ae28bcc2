import type {
  CaseArticle,
  CaseSummary,
  MatchedCase,
} from '@naru/plugin-runbooks-common';

/**
 * The case of an import that hangs; `part` says what is different.
 *
 * @public
 */
export function caseSummary(part: Partial<CaseSummary> = {}): CaseSummary {
  const id = part.id ?? 'KV-008';
  return {
    id,
    title: 'VM image import hangs in an isolated network',
    description: 'For images that do not arrive.',
    kind: 'check',
    severity: 'major',
    systems: ['cdi', 'kubevirt'],
    destructive: false,
    source: 'naru',
    group: { id: 'images-and-disks', title: 'Images and disks' },
    path: `/docs/default/component/runbooks/en/images-and-disks/import-stuck#${id.toLowerCase()}`,
    language: 'en',
    ...part,
  };
}

/**
 * It as an answer to a question.
 *
 * @public
 */
export function matchedCase(part: Partial<MatchedCase> = {}): MatchedCase {
  return {
    ...caseSummary(part),
    score: 0.9,
    why: ['message: “no such host”'],
    ...part,
  };
}

/**
 * It to read.
 *
 * @public
 */
export function caseArticle(part: Partial<CaseArticle> = {}): CaseArticle {
  return {
    ...caseSummary(part),
    sections: [
      {
        key: 'see',
        title: 'What you see',
        html: '<p>The disk stays at <code>ImportInProgress</code>.</p>',
      },
      {
        key: 'check',
        title: 'Check',
        html: '<pre><code class="language-bash">NAMESPACE=team1-staging\nkubectl -n "$NAMESPACE" get dv\n</code></pre>',
      },
      {
        key: 'mend',
        title: 'Mend',
        html: '<p>See <a href="/docs/default/component/runbooks/en/air-gapped/mirror#air-004">the mirror</a>.</p>',
      },
    ],
    since: { kubevirt: '1.0' },
    until: {},
    related: [caseSummary({ id: 'REG-009', title: 'Registry refuses' })],
    languages: ['en', 'ko'],
    ...part,
  };
}
