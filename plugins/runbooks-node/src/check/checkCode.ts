import { parseAllDocuments } from 'yaml';
import type { RunbookFault } from '../page/RunbookCase';
import { caseAt, faultAt, type CheckedPage } from './CheckedPage';
import type { ManifestSchemas } from './ManifestSchemas';

/** Languages of code that the portal colours or that say what they are. */
const LANGUAGES = new Set([
  'bash',
  'css',
  'diff',
  'dockerfile',
  'go',
  'hcl',
  'ini',
  'java',
  'javascript',
  'js',
  'json',
  'markdown',
  'mermaid',
  'nginx',
  'powershell',
  'promql',
  'properties',
  'python',
  'sql',
  'text',
  'toml',
  'typescript',
  'vrl',
  'xml',
  'yaml',
]);

/** Blocks of code can be read by what they are for; complete manifests are valid. */
export function checkCode(
  page: CheckedPage,
  schemas: ManifestSchemas | undefined,
): RunbookFault[] {
  return page.outline.code.flatMap(({ language, code, line, closed }) => {
    const id = caseAt(page, line)?.id;
    const fault = (message: string) =>
      faultAt(page, line, id ? `${id}: ${message}` : message);
    if (!closed) return [fault('a block of code has no end')];
    if (language === '') return [fault('a block of code names no language')];
    if (!LANGUAGES.has(language)) {
      return [fault(`"${language}" is no language of a block of code`)];
    }
    if (language === 'json') {
      try {
        JSON.parse(code);
      } catch (error) {
        return [
          fault(`JSON: ${error instanceof Error ? error.message : error}`),
        ];
      }
    }
    if (language === 'yaml') {
      return checkYaml(code, schemas).map(fault);
    }
    if (language === 'bash' && /^\s*\$ /m.test(code)) {
      return [fault('a command begins with "$ ": it does not copy cleanly')];
    }
    return [];
  });
}

function checkYaml(
  code: string,
  schemas: ManifestSchemas | undefined,
): string[] {
  return parseAllDocuments(code).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      const [message] = error.message.split('\n');
      return [`YAML: ${message.replace(/:$/, '')}`];
    }
    return schemas?.check(document.toJS()) ?? [];
  });
}

/**
 * The blocks of a case are the same in both languages: as many, of the same languages, and the same commands and manifests
 * but for comments.
 */
export function checkSameCode(
  first: CheckedPage,
  second: CheckedPage,
): RunbookFault[] {
  return second.cases.flatMap(({ id, range }) => {
    const other = first.cases.find(found => found.id === id);
    if (!range || !other?.range) return [];
    const blocks = (page: CheckedPage, { heading, end }: typeof range) =>
      page.outline.code.filter(({ line }) => line > heading.line && line < end);
    const mine = blocks(second, range);
    const theirs = blocks(first, other.range);
    if (mine.length !== theirs.length) {
      return [
        faultAt(
          second,
          range.heading.line,
          `${id}: has ${mine.length} blocks of code, ${first.file} has ${theirs.length}`,
        ),
      ];
    }
    return mine.flatMap((block, at) => {
      const against = theirs[at];
      const differs =
        block.language !== against.language ||
        (['bash', 'yaml', 'json', 'sql'].includes(block.language) &&
          withoutComments(block.code) !== withoutComments(against.code));
      return differs
        ? [
            faultAt(
              second,
              block.line,
              `${id}: block of code is another one than in ${first.file}:${
                first.offset + against.line + 1
              }`,
            ),
          ]
        : [];
    });
  });
}

function withoutComments(code: string): string {
  return code
    .split('\n')
    .map(line => line.replace(/(^|\s)(#|--).*$/, '').trimEnd())
    .filter(line => line !== '')
    .join('\n');
}
