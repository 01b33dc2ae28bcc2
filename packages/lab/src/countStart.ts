import { existsSync, readFileSync } from 'node:fs';
import { writePrivately } from './keptSecrets';

/**
 * Counts the starts over one state folder, so that a lab that goes on draws other names and uids than it drew before.
 *
 * @param file - keeps the count; what it holds besides a number counts as none
 * @returns how many starts there were before this one
 */
export function countStart(file: string): number {
  const before = existsSync(file)
    ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0
    : 0;
  writePrivately(file, `${before + 1}\n`);
  return before;
}
