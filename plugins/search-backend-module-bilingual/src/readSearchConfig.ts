import type { Config } from '@backstage/config';
import { z } from 'zod';

const schema = z
  .strictObject({
    engine: z.enum(['auto', 'embedded']).default('auto'),
    maxQueryLength: z.number().int().min(20).max(2_000).default(500),
  })
  .prefault({});

/** Settings of the search engine. */
export type SearchSettings = z.infer<typeof schema>;

/**
 * Reads `search.bilingual`.
 *
 * @throws Error with the key when a value is not valid.
 */
export function readSearchConfig(config: Config): SearchSettings {
  const result = schema.safeParse(config.getOptional('search.bilingual'));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `Config ${['search.bilingual', ...issue.path].join('.')} is not valid: ${
        issue.message
      }`,
    );
  }
  return result.data;
}
