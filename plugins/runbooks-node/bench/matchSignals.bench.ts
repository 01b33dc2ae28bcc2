/**
 * How long the index takes to tell which of many cases fit an error. Run it from the root of the repository:
 *
 *     node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/runbooks-node/bench/matchSignals.bench.ts
 *
 * A question has five signals. Wanted for 1,000 cases of three signals with patterns: p95 within 5 ms. Times depend on the
 * machine; the ratio from 1,000 to 10,000 cases tells more: it should stay far below 10.
 */
import type { Signal } from '@naru/plugin-runbooks-common';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CompiledSignal } from '../src/match/CompiledSignal';
import { RunbookIndex, type MatchWork } from '../src/match/RunbookIndex';
import { readFolder } from '../src/page/readFolder';
import type { RunbookCase } from '../src/page/RunbookCase';
import { readMessages } from '../src/quality/readMessages';
import { readLocalFiles } from '../src/source/readLocalFiles';

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 400;

const SUBJECTS =
  'volume snapshot replica certificate token secret route listener gateway backup leader quota webhook migration console peer'.split(
    ' ',
  );
const FAILURES =
  'refused expired rejected exhausted unreachable corrupted throttled locked'.split(
    ' ',
  );
const KINDS =
  'Pod DataVolume VirtualMachine Node Certificate ExternalSecret Application PersistentVolumeClaim'.split(
    ' ',
  );

/** Words as systems write them, different for each number. */
function words(seed: number) {
  const subject = SUBJECTS[seed % SUBJECTS.length];
  const failure = FAILURES[Math.floor(seed / 7) % FAILURES.length];
  const kind = KINDS[Math.floor(seed / 3) % KINDS.length];
  return { subject, failure, kind, step: `stage${(seed * 7919) % 9973}` };
}

function caseOf(seed: number): RunbookCase {
  const { subject, failure, kind, step } = words(seed);
  const entries = [
    {
      pattern: `${subject} \\S{1,63} ${failure} at ${step}: .{1,100}(timed out|denied)`,
    },
    {
      kind,
      pattern: `(failed|unable) to \\w{3,12} ${subject} .{1,80} in ${step}`,
    },
    {
      kind,
      reason: `Reason${seed % 400}`,
      pattern: `${failure} after [0-9]{1,4} (attempts|seconds)`,
    },
  ];
  return {
    id: `BENCH-${String(seed).padStart(4, '0')}`,
    kind: 'incident',
    severity: 'major',
    systems: ['kubernetes'],
    since: {},
    until: {},
    destructive: false,
    related: [],
    source: 'bench',
    group: 'bench',
    page: 'bench',
    texts: {},
    signals: entries.map(entry => CompiledSignal.compile(entry)),
  };
}

function question(seed: number, size: number): Signal[] {
  const { subject, failure, kind, step } = words(seed % size);
  return [
    {
      kind,
      reason: `Reason${seed % 400}`,
      message: `Giving up: ${failure} after 12 attempts`,
    },
    {
      message: `rpc error: ${subject} team1-staging/web-${seed} ${failure} at ${step}: the request was denied`,
    },
    {
      kind,
      event: 'FailedMount',
      message: `unable to attach ${subject} pvc-${seed} to node worker-3 in ${step}`,
    },
    {
      kind: 'Pod',
      condition: {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
      },
      message: 'containers with unready status: [app]',
    },
    {
      kind: 'Pod',
      message: `${`back-off restarting ${subject} container of pod web-${seed} `.repeat(
        8,
      )}`,
    },
  ];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const medians: number[] = [];
for (const size of SIZES) {
  const begin = performance.now();
  const cases = Array.from({ length: size }, (_, seed) => caseOf(seed));
  const compiled = performance.now();
  const index = new RunbookIndex(cases);
  const built = performance.now();
  const works: MatchWork[] = [];
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const signals = question(round * 37, size);
    const start = performance.now();
    index.match(signals, { onWork: work => works.push(work) });
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(ROUNDS * share)];
  const mean = (pick: (work: MatchWork) => number) =>
    works.reduce((sum, work) => sum + pick(work), 0) / works.length;
  medians.push(at(0.5));
  print(
    [
      `${size} cases`.padStart(12),
      `compile ${(compiled - begin).toFixed(0)} ms`,
      `index ${(built - compiled).toFixed(0)} ms`,
      `p50 ${at(0.5).toFixed(2)} ms`,
      `p95 ${at(0.95).toFixed(2)} ms`,
      `max ${at(0.999).toFixed(2)} ms`,
      `candidates ${mean(work => work.candidates).toFixed(1)}`,
      `patterns run ${mean(work => work.patterns).toFixed(1)}`,
    ].join('   '),
  );
}
print(
  `ratio of medians ${SIZES.slice(1)
    .map(
      (size, at) =>
        `${size}/${SIZES[at]}: ${(medians[at + 1] / medians[at]).toFixed(1)}`,
    )
    .join('   ')}`,
);

async function realPages(): Promise<void> {
  const folder = resolve(__dirname, '../../../docs/runbooks');
  const files = await readLocalFiles(folder);
  const begin = performance.now();
  const { cases } = await readFolder(files, { source: 'naru' });
  const index = new RunbookIndex(cases);
  const built = performance.now();
  const messages = await readMessages(resolve(folder, 'quality/messages'));
  const times = Array.from({ length: 5 }, () =>
    messages.map(({ signals }) => {
      const start = performance.now();
      index.match(signals);
      return performance.now() - start;
    }),
  )
    .flat()
    .sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)];
  print(
    `docs/runbooks: ${index.cases.length} cases, read ${(built - begin).toFixed(
      0,
    )} ms; ${messages.length} real messages five times: p50 ${at(0.5).toFixed(
      2,
    )} ms   p95 ${at(0.95).toFixed(2)} ms   p99 ${at(0.99).toFixed(2)} ms`,
  );
}

realPages().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
