import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureAppBundle } from './appBundle.ts';
import { mkdocsFolder, prepareMkdocs } from './documentation.ts';

/** What one part found. */
interface Outcome {
  passed: number;
  failed: number;
}

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const report = join(root, '.cache/report');

function run(
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CI: '1', FORCE_COLOR: '0', ...env },
    });
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

async function check(program: string, ...args: string[]): Promise<Outcome> {
  const code = await run(bin(program), args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function jest(
  name: string,
  filters: string[],
  workers = 2,
): Promise<Outcome> {
  const file = join(report, `${name}.json`);
  rmSync(file, { force: true });
  const code = await run(
    bin('backstage-cli'),
    [
      'repo',
      'test',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${file}`,
      ...filters,
    ],
    {
      PATH: [mkdocsFolder(root), process.env.PATH]
        .filter(Boolean)
        .join(delimiter),
    },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
  };
}

/** Debian's Chromium, installed when this user may; undefined with the reason said when there is none. */
function chromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const present = () =>
    candidates.find(path => path !== undefined && existsSync(path));
  const found = present();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(
      'test: installing chromium and a Korean font from Debian\n',
    );
    const quiet = { stdio: 'ignore' } as const;
    spawnSync('apt-get', ['update'], quiet);
    spawnSync(
      'apt-get',
      [
        'install',
        '-y',
        '--no-install-recommends',
        'chromium',
        'fonts-noto-cjk',
      ],
      {
        ...quiet,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
  }
  return present();
}

async function playwright(project: string): Promise<Outcome> {
  const browser = chromium();
  if (!browser) {
    process.stdout.write(
      'test: the story in the browser cannot run: Chromium is missing. Install it (Debian: apt-get install chromium) or name one in CHROMIUM.\n',
    );
    return { passed: 0, failed: 1 };
  }
  await ensureAppBundle(root);
  const file = join(report, `${project}.json`);
  rmSync(file, { force: true });
  await run(
    bin('playwright'),
    ['test', '--project', project, '--reporter=list,json'],
    {
      CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const ran = stats.expected + stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: ran === 0 ? 1 : stats.unexpected + stats.flaky,
  };
}

const parts: Record<string, () => Promise<Outcome>> = {
  types: () => check('tsc', '--noEmit', '--incremental', 'false'),
  lint: () => check('backstage-cli', 'repo', 'lint', '--max-warnings', '0'),
  format: () => check('prettier', '--check', '--log-level', 'warn', '.'),
  packages: () => check('backstage-cli', 'repo', 'fix', '--check'),
  config: async () => {
    const outcome: Outcome = { passed: 0, failed: 0 };
    for (const file of ['app-config.yaml', 'app-config.production.yaml']) {
      const { passed, failed } = await check(
        'backstage-cli',
        'config:check',
        '--lax',
        '--config',
        file,
      );
      outcome.passed += passed;
      outcome.failed += failed;
    }
    return outcome;
  },
  unit: async () => {
    await prepareMkdocs({
      root,
      say: words => process.stdout.write(`test: ${words}\n`),
    });
    return jest('unit', []);
  },
  story: () => playwright('story'),
};

/** Parts that need servers of one's own, named by environment variables; see packages/lab/README.md. */
const onRealServers: Record<string, () => Promise<Outcome>> = {
  // One after the other: real controllers that are kept busy take a second step between two looks.
  contract: () => jest('contract', ['packages/lab/contract'], 1),
  'real-story': () => playwright('real-story'),
};

const known = { ...parts, ...onRealServers };
const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in known));
if (unknown.length > 0) {
  process.stderr.write(
    `portal: there is no part '${unknown[0]}'; parts: ${Object.keys(known).join(
      ' ',
    )}\n`,
  );
  process.exit(2);
}
mkdirSync(report, { recursive: true });
const total: Outcome = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  process.stdout.write(`\ntest: ${name}\n`);
  const began = Date.now();
  const outcome = await known[name]!();
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  lines.push(
    `${name.padEnd(12)} ${`${outcome.passed}`.padStart(
      5,
    )} passed ${`${outcome.failed}`.padStart(4)} failed ${`${Math.round(
      (Date.now() - began) / 1000,
    )}`.padStart(5)} s`,
  );
}
process.stdout.write(`\n${lines.join('\n')}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
