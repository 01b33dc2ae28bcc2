import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const CHARTS = join(
  dirname(require.resolve('../../package.json')),
  '../../charts',
);

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
