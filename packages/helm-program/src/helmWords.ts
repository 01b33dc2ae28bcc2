import { basename } from 'node:path';
import { HelmError, type HelmErrorKind } from './HelmError';

const KINDS: [RegExp, HelmErrorKind][] = [
  [/values don't meet the specifications of the schema/, 'values'],
  [/failed to parse (?!.*templates\/)|cannot unmarshal .* values/, 'values'],
  [/release name .* invalid|invalid release name/, 'values'],
  [
    /chart\.metadata|Chart\.yaml|dependenc|chart requires kubeVersion|invalid chart|type validation|values\.schema\.json/,
    'chart',
  ],
];

/** What helm wrote, as an error: without the folders of this machine, credentials and warnings. */
export function helmError(
  stderr: string,
  paths: { chart: string; valueFiles: string[]; home: string },
): HelmError {
  const output = cleanWords(stderr, paths);
  const message =
    output
      .split('\n')
      .filter(line => !/^Use --debug flag/.test(line))
      .join('\n')
      .replace(/^Error: /, '')
      .trim() || 'helm failed and said nothing';
  const kind = KINDS.find(([pattern]) => pattern.test(message))?.[1];
  return new HelmError(kind ?? 'template', message, output);
}

/** Takes folders of this machine and credentials out of what helm wrote, and warnings of its own affairs. */
export function cleanWords(
  text: string,
  paths: { chart: string; valueFiles: string[]; home: string },
): string {
  let cleaned = text;
  for (const file of paths.valueFiles) {
    cleaned = cleaned.replaceAll(file, basename(file));
  }
  for (const folder of [paths.chart, paths.home]) {
    cleaned = cleaned
      .replaceAll(`${folder.replace(/\/+$/, '')}/`, '')
      .replaceAll(folder, '.');
  }
  return cleaned
    .replaceAll(/:\/\/[^/\s@]+@/g, '://')
    .split('\n')
    .filter(
      line =>
        !/^(WARNING: |level=|time=|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )/.test(
          line,
        ),
    )
    .join('\n')
    .trim();
}
