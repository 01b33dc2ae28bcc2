import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';

/**
 * Writes `nav` of docs/runbooks/mkdocs.yml from the pages that are there: `node scripts/documentationNav.ts`. With
 * `--check` it only says whether the file is up to date. The site's own test makes sure that it is complete.
 */
const root = join(import.meta.dirname, '..');
const site = join(root, 'docs/runbooks');
const file = join(site, 'mkdocs.yml');

/** Sections in the order in which somebody with a problem looks; folders that are not named come after them. */
const groups: [folder: string, en: string, ko: string][] = [
  ['kubevirt', 'KubeVirt', 'KubeVirt'],
  ['images-and-disks', 'Images and disks', '이미지와 디스크'],
  ['access', 'Access and consoles', '접속과 콘솔'],
  ['registry', 'Registry', '레지스트리'],
  ['secrets', 'Secrets', '시크릿'],
  ['gitops', 'GitOps', 'GitOps'],
  ['mesh-and-certificates', 'Mesh and certificates', '서비스 메시와 인증서'],
  ['storage', 'Storage', '스토리지'],
  ['network', 'Network', '네트워크'],
  ['nodes', 'Nodes', '노드'],
  ['workloads', 'Workloads', '워크로드'],
  ['data', 'Databases', '데이터베이스'],
  ['monitoring', 'Monitoring', '모니터링'],
  ['air-gapped', 'Air-gapped', '폐쇄망'],
  ['pipelines', 'Pipelines', '파이프라인'],
  ['practice-labs', 'Practice labs', '실습 환경'],
  ['naru', 'Naru itself', 'Naru 포털'],
];
const languages = [
  { folder: 'en', title: 'English', overview: 'Overview', column: 1 },
  { folder: 'ko', title: '한국어', overview: '개요', column: 2 },
] as const;

type Entry = string | { [title: string]: string | Entry[] };

function namesIn(folder: string): string[] {
  return readdirSync(join(site, 'docs', folder), { withFileTypes: true })
    .filter(entry => !entry.name.startsWith('.'))
    .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

/** Pages of a folder: its first page, then by title. */
function pagesIn(folder: string, overview: string): Entry[] {
  const pages = namesIn(folder).filter(name => name.endsWith('.md'));
  const others = pages
    .filter(name => name !== 'index.md')
    .map(name => ({ path: `${folder}/${name}`, order: orderOf(folder, name) }))
    .sort((a, b) => a.order.localeCompare(b.order, 'en'));
  return [
    ...(pages.includes('index.md')
      ? [{ [overview]: `${folder}/index.md` }]
      : []),
    ...others.map(({ path }) => path),
  ];
}

/** Both languages in one order: that of the English titles. */
function orderOf(folder: string, name: string): string {
  const english = join(site, 'docs', folder.replace(/^ko\b/, 'en'), name);
  try {
    const front = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(english, 'utf8'));
    const { title } = parse(front?.[1] ?? '') as { title?: string };
    return title ?? name;
  } catch {
    return name;
  }
}

function navOf({
  folder,
  title,
  overview,
  column,
}: (typeof languages)[number]) {
  const known = new Set(groups.map(([name]) => name));
  const there = namesIn(folder)
    .filter(name => name.endsWith('/'))
    .map(name => name.slice(0, -1));
  const sections = [
    ...groups.filter(([name]) => there.includes(name)),
    ...there
      .filter(name => !known.has(name))
      .map(name => [name, name, name] as const),
  ];
  const [first, ...rest] = pagesIn(folder, overview);
  return {
    [title]: [
      ...(first ? [first] : []),
      ...sections.map(group => ({
        [group[column]]: pagesIn(`${folder}/${group[0]}`, overview),
      })),
      ...rest,
    ],
  };
}

const source = readFileSync(file, 'utf8');
const document = parseDocument(source, { logLevel: 'silent' });
document.set('nav', [{ Runbooks: 'index.md' }, ...languages.map(navOf)]);
const written = document.toString({ lineWidth: 0 });
if (process.argv.includes('--check')) {
  if (written !== source) {
    process.stderr.write(
      'docs/runbooks/mkdocs.yml does not list the pages as they are; run yarn docs:nav\n',
    );
    process.exit(1);
  }
} else if (written !== source) writeFileSync(file, written);
