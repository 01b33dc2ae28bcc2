import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The helm program that portal and lab will find: the one that NARU_HELM names, else the first on the PATH. */
export function findHelm(): string | undefined {
  const { NARU_HELM, PATH } = process.env;
  const candidates = NARU_HELM
    ? [NARU_HELM]
    : (PATH ?? '')
        .split(delimiter)
        .filter(Boolean)
        .map(folder => join(folder, 'helm'));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
