import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPip } from './documentation/fetchPip.ts';

/** Options of {@link prepareMkdocs}. */
export interface PrepareMkdocsOptions {
  /** Root of the checkout. */
  root: string;
  say(words: string): void;
  /** Ends what is running. */
  signal?: AbortSignal;
  /** Names of programs that may be Python, best first. */
  pythons?: string[];
}

const oldest = [3, 9];
const names = [
  'python3',
  'python',
  ...[14, 13, 12, 11, 10, 9].map(minor => `python3.${minor}`),
];

const consequence =
  'documentation is built without MkDocs, which shows the pages with plainer code';

/**
 * Not `python -m mkdocs`, which takes modules from the folder where it is run before its own: that is the folder of the
 * documentation, and a `yaml.py` in it would be run.
 */
const runMkdocs = [
  'import os, sys',
  'sys.path[:0] = filter(None, [os.environ.pop("NARU_MKDOCS_PACKAGES", "")])',
  'sys.argv[0] = "mkdocs"',
  'from mkdocs.__main__ import cli',
  'cli()',
].join('; ');

/** Folder with the program `mkdocs`; empty until it is prepared. */
export function mkdocsFolder(root: string): string {
  return join(root, '.cache/mkdocs/bin');
}

/**
 * Prepares MkDocs with techdocs-core, as pinned in scripts/documentation/requirements.txt, in `.cache/mkdocs`. Quick when
 * that was done before. The program appears at the very end, so an attempt that was cut off leaves none.
 *
 * @returns true when MkDocs is there; otherwise one line was said
 */
export async function prepareMkdocs(
  options: PrepareMkdocsOptions,
): Promise<boolean> {
  try {
    return await prepare(options);
  } catch (error) {
    options.say(
      `MkDocs could not be installed (${
        (error as Error).message
      }); ${consequence}`,
    );
    return false;
  }
}

async function prepare({
  root,
  say,
  signal,
  pythons = [process.env.NARU_PYTHON ?? '', ...names].filter(Boolean),
}: PrepareMkdocsOptions): Promise<boolean> {
  const requirements = join(root, 'scripts/documentation/requirements.txt');
  const pin = createHash('sha256')
    .update(readFileSync(requirements))
    .digest('hex')
    .slice(0, 16);
  const stamp = `pin ${pin}, isolated`;
  const program = join(mkdocsFolder(root), 'mkdocs');
  const base = join(root, '.cache/mkdocs');
  const logFile = join(root, '.cache/mkdocs.log');
  if (
    existsSync(program) &&
    readFileSync(program, 'utf8').includes(stamp) &&
    (await run(program, ['--version'], { signal })).code === 0
  ) {
    return true;
  }
  const python = await findPython(pythons, signal);
  if (!python) {
    say(`there is no Python 3.9 or newer here; ${consequence}`);
    return false;
  }
  await mkdir(mkdocsFolder(root), { recursive: true });
  await removeLeftovers(base);
  const folder = join(base, `${pin}-${process.pid}`);
  const log = openSync(logFile, 'w');
  try {
    const attempt = { python, folder, requirements, log, signal };
    const interpreter = (await createVenv(attempt))
      ? await installInVenv(attempt)
      : await installInFolder(attempt);
    if (!interpreter) {
      if (!signal?.aborted) {
        say(
          `MkDocs could not be installed (${lastWords(
            logFile,
          )}; all of it is in .cache/mkdocs.log); ${consequence}`,
        );
      }
      return false;
    }
    const part = `${program}.${process.pid}`;
    await writeFile(part, `#!/bin/sh\n# ${stamp}\n${interpreter}\n`);
    await chmod(part, 0o755);
    await rename(part, program);
    say('MkDocs is ready for the documentation');
    return true;
  } finally {
    closeSync(log);
    await removeLeftovers(base);
  }
}

interface Attempt {
  python: string;
  folder: string;
  requirements: string;
  log: number;
  signal?: AbortSignal;
}

/** True when there is a virtual environment now. */
async function createVenv(attempt: Attempt): Promise<boolean> {
  const { python, folder, log, signal } = attempt;
  const create = async () =>
    (await run(python, ['-m', 'venv', '--clear', folder], { log, signal }))
      .code === 0;
  // Debian keeps ensurepip in a package of its own.
  return (await create()) || installDebianVenv(attempt, create);
}

/** The command line of MkDocs in a virtual environment; undefined when it could not be installed. */
async function installInVenv(attempt: Attempt): Promise<string | undefined> {
  const inside = join(attempt.folder, 'bin/python');
  return (await install(inside, ['-m', 'pip'], [], attempt)) &&
    (await answers(inside, {}, attempt))
    ? `exec '${quoted(inside)}' -I -c '${runMkdocs}' "$@"`
    : undefined;
}

async function installDebianVenv(
  { log, signal }: Attempt,
  create: () => Promise<boolean>,
): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { log, signal, env });
  await run(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'python3-venv'],
    { log, signal, env },
  );
  return create();
}

/** The same without a virtual environment: packages in a folder that Python is told of. */
async function installInFolder(attempt: Attempt): Promise<string | undefined> {
  const { python, folder, log, signal } = attempt;
  if (signal?.aborted) return undefined;
  await rm(folder, { recursive: true, force: true });
  const packages = join(folder, 'packages');
  await mkdir(packages, { recursive: true });
  const own = (await run(python, ['-m', 'pip', '--version'], { log, signal }))
    .code;
  const pip = own === 0 ? ['-m', 'pip'] : [await fetchPip(folder, signal)];
  return (await install(python, pip, ['--target', packages], attempt)) &&
    (await answers(python, { PYTHONPATH: packages }, attempt))
    ? `NARU_MKDOCS_PACKAGES='${quoted(packages)}' exec '${quoted(
        python,
      )}' -I -c '${runMkdocs}' "$@"`
    : undefined;
}

async function install(
  python: string,
  pip: string[],
  options: string[],
  { requirements, log, signal }: Attempt,
): Promise<boolean> {
  const { code } = await run(
    python,
    [
      ...pip,
      'install',
      '--quiet',
      '--no-input',
      '--disable-pip-version-check',
      '--prefer-binary',
      '--require-hashes',
      ...options,
      '-r',
      requirements,
    ],
    { log, signal, env: { PIP_USER: '0' } },
  );
  return code === 0;
}

async function answers(
  python: string,
  env: Record<string, string>,
  { log, signal }: Attempt,
): Promise<boolean> {
  const look = 'import mkdocs.__main__, techdocs_core.core';
  return (await run(python, ['-c', look], { log, signal, env })).code === 0;
}

async function findPython(
  candidates: string[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  for (const candidate of candidates) {
    const { code, output } = await run(
      candidate,
      [
        '-c',
        'import sys; print(sys.version_info[0], sys.version_info[1], sys.executable)',
      ],
      { signal },
    );
    const [major = 0, minor = 0] = output.split(' ').map(Number);
    const path = output.trim().split(' ').slice(2).join(' ');
    if (code === 0 && major === oldest[0] && minor >= oldest[1]!) {
      return path || candidate;
    }
  }
  return undefined;
}

/** Takes away what no program refers to: attempts that were cut off, and earlier pins. Those of a running process stay. */
async function removeLeftovers(base: string): Promise<void> {
  const program = join(base, 'bin/mkdocs');
  const used = existsSync(program) ? readFileSync(program, 'utf8') : '';
  for (const name of await readdir(base)) {
    const owner = Number(/^[0-9a-f]{16}-(\d+)$/.exec(name)?.[1]);
    if (!owner || used.includes(`/${name}/`)) continue;
    if (owner !== process.pid && isRunning(owner)) continue;
    await rm(join(base, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const words = lines.findLast(line => /error/i.test(line)) ?? lines.at(-1);
  return (words ?? 'nothing was said').slice(0, 200);
}

function quoted(path: string): string {
  return path.replaceAll("'", `'\\''`);
}

interface RunOptions {
  /** File that receives what it says. */
  log?: number;
  env?: Record<string, string>;
  signal?: AbortSignal;
}

function run(
  program: string,
  args: string[],
  { log, env, signal }: RunOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    if (signal?.aborted) {
      resolve({ code: 1, output: '' });
      return;
    }
    const child = spawn(program, args, {
      stdio: ['ignore', log ?? 'pipe', log ?? 'ignore'],
      env: { ...process.env, ...env },
      signal: AbortSignal.any([
        AbortSignal.timeout(600_000),
        ...(signal ? [signal] : []),
      ]),
    });
    let output = '';
    child.stdout?.on('data', data => {
      output += data;
    });
    child.once('error', () => resolve({ code: 1, output }));
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}
