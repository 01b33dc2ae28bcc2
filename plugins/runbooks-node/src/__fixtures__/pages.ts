import type { Language } from '@naru/plugin-runbooks-common';
import { stringify } from 'yaml';
import { sectionTitles } from '../page/sectionTitles';

/** A case of a page under test; what is not given is right. */
export interface CaseFixture {
  id: string;
  title?: string;
  signals?: unknown[];
  related?: string[];
  destructive?: boolean;
  /** Other fields of its front matter. */
  front?: Record<string, unknown>;
  /** Text of parts by the key of the part. */
  parts?: Record<string, string>;
}

const PARTS: Record<string, string> = {
  see: '```text\nno such host\n```',
  check:
    '```bash\nNAMESPACE=team1-staging\nkubectl -n "$NAMESPACE" get pods\n```',
};

/** A page as writers write it. */
export function pageText(
  language: Language,
  cases: CaseFixture[],
  title = 'Pages under test',
): string {
  const front = {
    title,
    description: 'What a test needs.',
    cases: cases.map(given => ({
      id: given.id,
      title: titleOf(given, language),
      ...(language === 'en' && {
        kind: 'incident',
        severity: 'major',
        systems: ['kubernetes'],
        destructive: given.destructive ?? false,
        related: given.related ?? [],
        signals: given.signals ?? [],
      }),
      ...given.front,
    })),
  };
  const body = cases.map(given => {
    const parts = Object.entries(sectionTitles[language])
      .filter(([key]) => key !== 'related')
      .map(
        ([key, [heading]]) =>
          `### ${heading}\n\n${given.parts?.[key] ?? PARTS[key] ?? 'Words.'}`,
      );
    return [
      `## ${titleOf(given, language)} {#${given.id.toLocaleLowerCase(
        'en-US',
      )}}`,
      ...parts,
    ].join('\n\n');
  });
  return `---\n${stringify(front)}---\n\n# ${title}\n\n${body.join('\n\n')}\n`;
}

/** The page of a group with links to its cases. */
export function groupText(title: string, page: string, ids: string[]): string {
  const links = ids.map(
    id => `- [${id}](${page}.md#${id.toLocaleLowerCase('en-US')})`,
  );
  return `---\n${stringify({
    title,
    description: 'A group.',
  })}---\n\n# ${title}\n\n${links.join('\n')}\n`;
}

/** A folder with one page in both languages and its group, without a fault. */
export function folderFiles(cases: CaseFixture[]): Map<string, string> {
  const ids = cases.map(({ id }) => id);
  const nav = ['en', 'ko'].flatMap(language => [
    `${language}/network/index.md`,
    `${language}/network/names.md`,
  ]);
  return new Map([
    ['mkdocs.yml', stringify({ site_name: 'Runbooks', nav })],
    ['docs/en/network/index.md', groupText('Network', 'names', ids)],
    ['docs/en/network/names.md', pageText('en', cases)],
    ['docs/ko/network/index.md', groupText('네트워크', 'names', ids)],
    ['docs/ko/network/names.md', pageText('ko', cases)],
  ]);
}

function titleOf({ id, title }: CaseFixture, language: Language): string {
  return title ?? (language === 'en' ? `Case ${id}` : `사례 ${id}`);
}
