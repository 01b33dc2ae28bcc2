import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RunbookIndex } from '../match/RunbookIndex';
import { readFolder } from '../page/readFolder';
import { readLocalFiles } from '../source/readLocalFiles';
import { matchingReport, measureMatching } from './measureMatching';
import { readMessages } from './readMessages';

const ROOT = resolve(__dirname, '../../../..');

async function measure() {
  const files = await readLocalFiles(resolve(ROOT, 'docs/runbooks'));
  const { cases } = await readFolder(files, { source: 'naru' });
  const index = new RunbookIndex(cases);
  const messages = await readMessages(
    resolve(ROOT, 'docs/runbooks/quality/messages'),
  );
  return { index, outcomes: measureMatching(index, messages) };
}

describe('matching of real messages', () => {
  it('puts the expected case first, and nothing where nothing fits', async () => {
    const { outcomes } = await measure();
    const named = outcomes.filter(({ message }) => message.case !== 'none');
    expect(named.length).toBeGreaterThanOrEqual(120);
    expect(outcomes.length - named.length).toBeGreaterThanOrEqual(60);
    expect(
      outcomes
        .filter(({ right }) => !right)
        .map(
          ({ message, found }) =>
            `${message.place} ${message.case}: ${found.join(', ')}`,
        ),
    ).toEqual([]);
  });

  it('is what docs/quality/runbook-matching.md says; bench/measureMatching.ts writes it', async () => {
    const { index, outcomes } = await measure();
    const written = await readFile(
      resolve(ROOT, 'docs/quality/runbook-matching.md'),
      'utf8',
    );
    expect(written).toBe(matchingReport(outcomes, index.cases.length));
  });
});
