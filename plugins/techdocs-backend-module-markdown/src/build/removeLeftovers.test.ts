import { spawnSync } from 'node:child_process';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { removeLeftovers } from './removeLeftovers';

describe('removeLeftovers', () => {
  const work = createMockDirectory();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;

  it('removes copies of processes that are gone, and nothing of others', async () => {
    work.setContent({
      [`techdocs-source-${gone}-a`]: { 'x.md': '' },
      [`techdocs-source-${process.ppid}-b`]: { 'x.md': '' },
      'techdocs-tmp-c': { 'index.html': '' },
      'something-else': {},
    });
    await removeLeftovers(work.path);
    expect(Object.keys(work.content() ?? {}).sort()).toEqual([
      'something-else',
      `techdocs-source-${process.ppid}-b`,
      'techdocs-tmp-c',
    ]);
    await removeLeftovers(work.path, Date.now() + 25 * 60 * 60 * 1_000);
    expect(work.content()).not.toHaveProperty('techdocs-tmp-c');
  });

  it('does nothing where there is no folder', async () => {
    await expect(removeLeftovers('/nonexistent/x')).resolves.toBeUndefined();
  });
});
