import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const querySchema = z.strictObject({
  query: z.string().min(1).max(500),
  /** Of the person who asks. */
  language: z.enum(['ko', 'en']),
  /** Id of a case, ref of an entity, or path of a page. */
  page: z.string().min(1),
});

/** Something a person asks and the page that answers it. */
export type QualityQuery = z.infer<typeof querySchema> & {
  /** File that it stands in. */
  file: string;
};

/** Reads the tables of a folder. */
export async function readQueries(folder: string): Promise<QualityQuery[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  const tables = await Promise.all(
    names.sort().map(async name => {
      const file = await readFile(join(folder, name), 'utf8');
      return z
        .array(querySchema)
        .parse(parse(file))
        .map(query => ({ ...query, file: name }));
    }),
  );
  return tables.flat();
}
