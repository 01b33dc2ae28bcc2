import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { RunbookFault } from '../page/RunbookCase';
import { faultAt, type CheckedPage } from './CheckedPage';

/** Outcome of a check that needs a program. */
export interface ShellCheck {
  faults: RunbookFault[];
  /** Why it was not done. */
  skipped?: string;
}

const answerSchema = z.object({
  comments: z.array(
    z.object({
      file: z.string(),
      line: z.number(),
      level: z.string(),
      code: z.number(),
      message: z.string(),
    }),
  ),
});

/** SC1091: files that are not here. SC2016: text for another shell, and jsonpath. SC2164: people see when `cd` fails. */
const LEFT_OUT = 'SC1091,SC2016,SC2164';
const OUTPUT_LIMIT = 16 * 1024 * 1024;

interface Script {
  page: CheckedPage;
  id: string;
  /** Line of the body for each line of the script. */
  lines: number[];
  text: string;
}

/**
 * Runs ShellCheck once over all blocks `bash`: those of a case are one script, because later blocks use the variables of the
 * first.
 */
export async function checkShell(
  pages: readonly CheckedPage[],
): Promise<ShellCheck> {
  const scripts = distinct(pages.flatMap(scriptsOf));
  if (scripts.length === 0) return { faults: [] };
  const folder = await mkdtemp(join(tmpdir(), 'runbooks-'));
  try {
    const names = scripts.map((_script, at) => `${at}.sh`);
    await Promise.all(
      scripts.map(({ text }, at) => writeFile(join(folder, names[at]), text)),
    );
    const output = await run(folder, names);
    if (output === undefined) {
      return {
        faults: [],
        skipped: 'shellcheck is not installed: shell blocks were not checked',
      };
    }
    const { comments } = answerSchema.parse(JSON.parse(output));
    return {
      faults: comments.map(({ file, line, code, message }) => {
        const { page, id, lines } = scripts[Number.parseInt(file, 10)];
        return faultAt(
          page,
          lines[line - 1] ?? 0,
          `${id}: SC${code} ${message}`,
        );
      }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  folder: string,
  names: string[],
): Promise<string | undefined> {
  const args = ['-s', 'bash', '-f', 'json1', '-e', LEFT_OUT, ...names];
  try {
    const { stdout } = await promisify(execFile)('shellcheck', args, {
      cwd: folder,
      maxBuffer: OUTPUT_LIMIT,
      timeout: 300_000,
    });
    return stdout;
  } catch (error) {
    const failed = z
      .object({ code: z.unknown(), stdout: z.string().optional() })
      .safeParse(error);
    if (failed.data?.code === 'ENOENT') return undefined;
    // It ends with 1 when it found something.
    if (failed.data?.code === 1 && failed.data.stdout)
      return failed.data.stdout;
    throw error;
  }
}

function scriptsOf(page: CheckedPage): Script[] {
  const ranges = page.cases.flatMap(({ id, range }) =>
    range ? [{ id, begin: range.heading.line, end: range.end }] : [],
  );
  const blocks = page.outline.code.filter(
    ({ language }) => language === 'bash',
  );
  return ranges.flatMap(({ id, begin, end }) => {
    const mine = blocks.filter(({ line }) => line > begin && line < end);
    if (mine.length === 0) return [];
    const lines: number[] = [];
    const text = mine
      .map(({ code, line }) => {
        const rows = code.split('\n');
        rows.forEach((_row, at) => lines.push(line + 1 + at));
        return code;
      })
      .join('\n');
    return [{ page, id, lines, text: `${text}\n` }];
  });
}

/** The other language has the same commands: one of them is enough. */
function distinct(scripts: Script[]): Script[] {
  const seen = new Set<string>();
  return scripts.filter(({ id, text }) => {
    const key = `${id}\n${text.replace(/(^|\s)#.*$/gm, '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
