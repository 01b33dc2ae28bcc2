import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a helm program is to be looked for. */
export interface HelmSearch {
  /** From the configuration; when given, nothing else is looked at. */
  path?: string;
  /** Instead of `process.env`: `NARU_HELM` and `PATH` are read. */
  env?: NodeJS.ProcessEnv;
}

/** Path of the program, or one line that says where it was looked for and what to do. */
export async function findProgram(
  search: HelmSearch,
): Promise<{ path: string } | { reason: string }> {
  const { path, env = process.env } = search;
  const named = path || env.NARU_HELM;
  if (named) {
    const origin = path ? 'the configured path' : 'NARU_HELM';
    if (!isAbsolute(named)) {
      return { reason: `${origin} "${named}" is not an absolute path` };
    }
    return (await isProgram(named))
      ? { path: named }
      : {
          reason: `${origin} names ${named}, which is no program that can be run`,
        };
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const candidate = join(folder, 'helm');
    if (await isProgram(candidate)) return { path: candidate };
  }
  return {
    reason:
      'there is no helm on the PATH; install helm 3.8 or later, or set NARU_HELM to its path',
  };
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
