import { mockServices } from '@backstage/backend-test-utils';
import { setImmediate } from 'node:timers/promises';
import { folderFiles, pageText } from '../__fixtures__/pages';
import type { RunbookReading, RunbookSource } from '../source/RunbookSource';
import { DefaultRunbooks } from './DefaultRunbooks';

/** A source that answers what it is told, one answer after the other; the last one stays. */
function sourceOf(
  id: string,
  ...answers: (Map<string, string> | Error | undefined)[]
): RunbookSource & { versions: (string | undefined)[] } {
  const versions: (string | undefined)[] = [];
  return {
    id,
    title: id,
    entityRef: `component:default/${id}`,
    versions,
    async read(version): Promise<RunbookReading | undefined> {
      const answer = answers[Math.min(versions.length, answers.length - 1)];
      versions.push(version);
      if (answer instanceof Error) throw answer;
      return (
        answer && { files: answer, faults: [], version: `v${versions.length}` }
      );
    },
  };
}

function runbooksOf(...sources: RunbookSource[]) {
  const logger = mockServices.logger.mock();
  const runbooks = new DefaultRunbooks({
    logger,
    sources,
    timeoutMs: 200,
    patienceMs: 50,
    now: () => new Date('2026-11-21T09:00:00Z'),
  });
  return { runbooks, logger };
}

/** Number of cases as soon as there are some. */
async function firstCases(runbooks: DefaultRunbooks): Promise<number> {
  while (runbooks.cases().length === 0) await setImmediate();
  return runbooks.cases().length;
}

const SIGNALS = [{ text: 'no such host anywhere' }];
const ASKED = [{ message: 'lookup x: no such host anywhere' }];

describe('DefaultRunbooks', () => {
  it('matches, finds and shows cases with their path in the portal', async () => {
    const { runbooks } = runbooksOf(
      sourceOf('runbooks', folderFiles([{ id: 'NET-001', signals: SIGNALS }])),
    );
    expect(runbooks.sources()[0].phase).toBe('loading');
    await Promise.all([runbooks.refresh(), runbooks.ready()]);
    expect(runbooks.sources()[0]).toMatchObject({
      phase: 'live',
      cases: 1,
      faults: [],
    });
    const [{ case: found, why }] = runbooks.match(ASKED);
    expect(why).toEqual(['message: “no such host anywhere”']);
    expect(runbooks.find('net-001')).toBe(found);
    expect(runbooks.summary(found, 'ko')).toMatchObject({
      id: 'NET-001',
      title: '사례 NET-001',
      language: 'ko',
      group: { id: 'network', title: '네트워크' },
      path: '/docs/default/component/runbooks/ko/network/names#net-001',
    });
    expect(runbooks.pagePath('nobody', 'en/x')).toBeUndefined();
  });

  it('shows the other language where a case is not in the one asked for', async () => {
    const files = new Map([
      ['docs/en/network/names.md', pageText('en', [{ id: 'NET-001' }])],
    ]);
    const { runbooks } = runbooksOf(sourceOf('runbooks', files));
    await runbooks.refresh();
    const [found] = runbooks.cases();
    expect(runbooks.summary(found, 'ko')).toMatchObject({
      title: 'Case NET-001',
      language: 'en',
    });
  });

  it('keeps the last good pages of a folder that cannot be read', async () => {
    const { runbooks, logger } = runbooksOf(
      sourceOf(
        'runbooks',
        folderFiles([{ id: 'NET-001', signals: SIGNALS }]),
        new Error('connection refused'),
      ),
    );
    await runbooks.refresh();
    await runbooks.refresh();
    await runbooks.refresh();
    expect(runbooks.match(ASKED)).toHaveLength(1);
    expect(runbooks.sources()[0]).toMatchObject({
      phase: 'stale',
      message: 'connection refused',
      lastGoodAt: new Date('2026-11-21T09:00:00Z'),
    });
    expect(logger.child).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toMatch(
      /are kept: connection refused/,
    );
  });

  it('keeps them too when the folder is suddenly empty', async () => {
    const { runbooks } = runbooksOf(
      sourceOf('runbooks', folderFiles([{ id: 'NET-001' }]), new Map()),
    );
    await runbooks.refresh();
    await runbooks.refresh();
    expect(runbooks.cases()).toHaveLength(1);
    expect(runbooks.sources()[0].message).toMatch(/holds no page/);
  });

  it('does not wait for ever for one folder, and shows the others', async () => {
    const hanging: RunbookSource = {
      ...sourceOf('slow'),
      read: () => new Promise(() => {}),
    };
    const { runbooks } = runbooksOf(
      hanging,
      sourceOf('runbooks', folderFiles([{ id: 'NET-001' }])),
    );
    const refreshed = runbooks.refresh();
    expect(await firstCases(runbooks)).toBe(1);
    expect(runbooks.sources()[0].phase).toBe('loading');
    await refreshed;
    expect(runbooks.cases()).toHaveLength(1);
    expect(runbooks.sources()[0]).toMatchObject({
      phase: 'stale',
      message: 'no answer within 0.2 s',
    });
  });

  it('gives the version back, and keeps what did not change', async () => {
    const source = sourceOf(
      'runbooks',
      folderFiles([{ id: 'NET-001' }]),
      undefined,
    );
    const { runbooks } = runbooksOf(source);
    await runbooks.refresh();
    const [before] = runbooks.cases();
    await runbooks.refresh();
    expect(source.versions).toEqual([undefined, 'v1']);
    expect(runbooks.cases()[0]).toBe(before);
  });

  it('shows no case of a later folder under an id that the first one still brings', async () => {
    const first = sourceOf('runbooks', folderFiles([{ id: 'NET-001' }]));
    const slow: RunbookSource = {
      ...first,
      async read(version, signal) {
        for (let turn = 0; turn < 20; turn += 1) await setImmediate();
        return first.read(version, signal);
      },
    };
    const { runbooks } = runbooksOf(
      slow,
      sourceOf('team3', folderFiles([{ id: 'NET-001' }])),
    );
    const refreshed = runbooks.refresh();
    await firstCases(runbooks);
    expect(runbooks.find('NET-001')?.source).toBe('runbooks');
    await refreshed;
  });

  it('shows later folders when the first one fails at the start', async () => {
    const failing: RunbookSource = {
      ...sourceOf('runbooks'),
      async read() {
        for (let turn = 0; turn < 20; turn += 1) await setImmediate();
        throw new Error('connection refused');
      },
    };
    const { runbooks } = runbooksOf(
      failing,
      sourceOf('team3', folderFiles([{ id: 'TEAM3-001' }])),
    );
    await runbooks.refresh();
    expect(runbooks.cases().map(({ id }) => id)).toEqual(['TEAM3-001']);
  });

  it('takes the first of two folders with one id, and says so', async () => {
    const { runbooks } = runbooksOf(
      sourceOf('runbooks', folderFiles([{ id: 'NET-001' }])),
      sourceOf('team3', folderFiles([{ id: 'NET-001' }, { id: 'TEAM3-001' }])),
    );
    await runbooks.refresh();
    expect(runbooks.cases().map(({ id, source }) => [id, source])).toEqual([
      ['NET-001', 'runbooks'],
      ['TEAM3-001', 'team3'],
    ]);
    expect(runbooks.sources()[1].faults).toEqual([
      {
        file: 'docs/en/network/names.md',
        message:
          'NET-001: the folder "runbooks" has this id; it is left out here',
      },
    ]);
  });
});
