/**
 * How long the site of the runbooks takes to build, with MkDocs (where `mkdocs` is on the PATH) and without. Run it from
 * the root of the repository:
 *
 *     PATH=$PWD/.cache/mkdocs/bin:$PATH node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/techdocs-backend-module-markdown/bench/buildRunbooks.bench.ts
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { buildSite } from '../src/site/buildSite';

const ROUNDS = 3;
const runbooks = resolve(__dirname, '../../../docs/runbooks');

async function measure(name: string, build: () => Promise<unknown>) {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await build();
    seconds.push((performance.now() - began) / 1000);
  }
  seconds.sort((a, b) => a - b);
  process.stdout.write(
    `${name.padEnd(18)} ${seconds[Math.floor(ROUNDS / 2)]!.toFixed(1)} s\n`,
  );
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'runbooks-'));
  try {
    for (const part of ['docs', 'mkdocs.yml']) {
      await cp(join(runbooks, part), join(folder, part), { recursive: true });
    }
    const { pages } = await buildSite({
      inputDir: folder,
      outputDir: join(folder, 'built-in'),
    });
    process.stdout.write(`${pages} pages, median of ${ROUNDS}\n`);
    await measure('built-in renderer', () =>
      buildSite({ inputDir: folder, outputDir: join(folder, 'built-in') }),
    );
    await measure('mkdocs', () =>
      promisify(execFile)(
        'mkdocs',
        ['build', '-q', '-d', join(folder, 'site')],
        {
          cwd: folder,
        },
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
