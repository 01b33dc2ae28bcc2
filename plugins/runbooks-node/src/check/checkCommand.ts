import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from '@naru/plugin-runbooks-common';
import { checkRunbooks } from './checkRunbooks';

const USAGE = `Usage: check-runbooks FOLDER [--crds FOLDER] [--languages en,ko]

Checks a folder of runbooks (docs/<en|ko>/<group>/<page>.md, mkdocs.yml).
  --crds       folder with CustomResourceDefinitions; manifests in pages must be valid against them
  --languages  languages that each page must have; default: those that the folder has
`;

/**
 * The command `check-runbooks`.
 *
 * @returns exit code: 0 nothing found, 1 faults, 2 wrong use
 */
export async function checkCommand(
  args: string[],
  write: (text: string) => void,
): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        crds: { type: 'string' },
        languages: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    write(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    write(USAGE);
    return 0;
  }
  const named = values.languages?.split(',');
  const wanted = languages.filter(language => named?.includes(language));
  if (positionals.length !== 1 || wanted.length !== (named?.length ?? 0)) {
    write(USAGE);
    return 2;
  }
  const [folder] = positionals;
  const { faults, skipped, ids } = await checkRunbooks(resolve(folder), {
    crds: values.crds === undefined ? undefined : resolve(values.crds),
    languages: named ? wanted : undefined,
  });
  for (const { file, line, message } of faults) {
    write(`${file}${line ? `:${line}` : ''}: ${message}\n`);
  }
  for (const message of skipped) write(`${message}\n`);
  write(
    `${ids.length} cases, ${faults.length} fault${
      faults.length === 1 ? '' : 's'
    }\n`,
  );
  return faults.length === 0 ? 0 : 1;
}
