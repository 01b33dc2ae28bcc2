/**
 * Measures how the index of docs/runbooks matches docs/runbooks/quality/messages and writes docs/quality/runbook-matching.md.
 * Run it from the root of the repository:
 *
 *     node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/runbooks-node/bench/measureMatching.ts
 *
 * It prints what is not as wanted, with the reasons, and ends with 1 then.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RunbookIndex } from '../src/match/RunbookIndex';
import { readFolder } from '../src/page/readFolder';
import {
  matchingReport,
  measureMatching,
} from '../src/quality/measureMatching';
import { readMessages } from '../src/quality/readMessages';
import { readLocalFiles } from '../src/source/readLocalFiles';

const root = resolve(__dirname, '../../..');
const print = (line: string) => process.stdout.write(`${line}\n`);

async function measure(): Promise<void> {
  const files = await readLocalFiles(resolve(root, 'docs/runbooks'));
  const { cases } = await readFolder(files, { source: 'naru' });
  const index = new RunbookIndex(cases);
  const messages = await readMessages(
    resolve(root, 'docs/runbooks/quality/messages'),
  );
  const outcomes = measureMatching(index, messages);
  const wrong = outcomes.filter(({ right }) => !right);
  for (const { message } of wrong) {
    print(
      `${message.place} ${message.case}: ${JSON.stringify(message.signals)}`,
    );
    const matches = index.match(message.signals, { limit: 3 });
    if (matches.length === 0) print('    matches nothing');
    for (const { case: found, score, why } of matches) {
      print(`    ${found.id} ${score}: ${why.join(' · ')}`);
    }
  }
  print(`${outcomes.length} messages, ${wrong.length} not as wanted`);
  await mkdir(resolve(root, 'docs/quality'), { recursive: true });
  await writeFile(
    resolve(root, 'docs/quality/runbook-matching.md'),
    matchingReport(outcomes, index.cases.length),
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

measure().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 2;
});
