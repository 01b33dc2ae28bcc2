import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const CHARTS = join(__dirname, '../../../../charts');

/** The platform's base charts, content by path in the GitOps repository. */
export function baseCharts(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(CHARTS, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(file => [
        `charts/${relative(CHARTS, file).split(sep).join('/')}`,
        readFileSync(file, 'utf8'),
      ]),
  );
}
