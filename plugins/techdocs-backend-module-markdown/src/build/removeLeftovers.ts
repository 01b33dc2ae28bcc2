import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Beginning of the names of folders with copied sources; the process that made them follows. */
export const copyPrefix = 'techdocs-source-';

const oldMs = 24 * 60 * 60 * 1_000;

/**
 * Takes away what builds left behind that were killed: copies of sources whose process is gone, and built sites that are
 * older than a day and were never published. To be called before the first build.
 */
export async function removeLeftovers(
  workingDirectory: string,
  now = Date.now(),
): Promise<void> {
  const names = await readdir(workingDirectory).catch(() => []);
  for (const name of names) {
    const folder = join(workingDirectory, name);
    const owner = new RegExp(`^${copyPrefix}(\\d+)-`).exec(name)?.[1];
    const isLeft = owner
      ? // In a container each start has the same number.
        Number(owner) === process.pid || !isRunning(Number(owner))
      : name.startsWith('techdocs-tmp-') && (await isOld(folder, now));
    if (isLeft) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

async function isOld(folder: string, now: number): Promise<boolean> {
  const there = await lstat(folder).catch(() => undefined);
  return there !== undefined && now - there.mtimeMs > oldMs;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
