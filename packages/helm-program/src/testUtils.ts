import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HelmProgram } from './HelmProgram';

/** Where `.ci/run` unpacks the real programs. */
const UNPACKED = '.cache/real/bin/helm';

/**
 * The helm program for tests: `NARU_HELM`, the `PATH`, then the one that `.ci/run` unpacks.
 *
 * @throws Error with one line that says what was looked for
 */
export async function helmForTests(): Promise<HelmProgram> {
  const { helm, reason } = await HelmProgram.search();
  if (helm) return helm;
  const path = unpackedProgram(process.cwd());
  const unpacked = path ? await HelmProgram.find({ path }) : undefined;
  if (unpacked) return unpacked;
  throw new Error(
    `This test needs helm: ${reason} (nor is there ${UNPACKED} in the repository)`,
  );
}

/** Tests run in the folder of their package or in the repository's. */
function unpackedProgram(folder: string): string | undefined {
  const path = join(folder, UNPACKED);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : unpackedProgram(parent);
}
