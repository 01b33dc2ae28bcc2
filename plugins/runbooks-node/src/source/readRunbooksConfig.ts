import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import type { HumanDuration } from '@backstage/types';
import { z } from 'zod';
import type { RunbookSourceInfo } from './RunbookSource';

/** A source as the configuration has it. */
export type ConfiguredSource = RunbookSourceInfo &
  ({ path: string } | { url: string });

/** What the configuration says about runbooks. */
export interface RunbooksConfig {
  sources: ConfiguredSource[];
  /** How often the folders are looked at. */
  frequency: HumanDuration;
  /** How long a reading may take. */
  timeout: HumanDuration;
}

const KEY = 'runbooks.sources';

const sourceSchema = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
        'must be lower-case letters, digits and dashes',
      ),
    title: z.string().min(1, 'must not be empty').optional(),
    path: z.string().min(1, 'must not be empty').optional(),
    url: z
      .string()
      .refine(
        text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'must be an http(s) URL',
      )
      .optional(),
    entityRef: z
      .string()
      .regex(
        /^[a-zA-Z]+:[-\w.]+\/[-\w.]+$/,
        'must be the full ref of an entity, e.g. component:default/runbooks',
      )
      .transform(ref => ref.toLocaleLowerCase('en-US')),
  })
  .superRefine((entry, ctx) => {
    if ((entry.path === undefined) === (entry.url === undefined)) {
      ctx.addIssue({
        code: 'custom',
        path: ['path'],
        message: 'or url must be there, and only one of them',
      });
    }
  });

/**
 * Reads `runbooks`.
 *
 * @throws Error with one line that names the key and what is wrong with it
 */
export function readRunbooksConfig(config: Config): RunbooksConfig {
  const sources = (config.getOptionalConfigArray(KEY) ?? []).map(
    (entry, index): ConfiguredSource => {
      const parsed = sourceSchema.safeParse(entry.get());
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = [`${KEY}[${index}]`, ...issue.path].join('.');
        throw new Error(`Configuration ${where} ${issue.message}`);
      }
      const { id, title = id, entityRef, path, url } = parsed.data;
      return url === undefined
        ? { id, title, entityRef, path: path ?? '' }
        : { id, title, entityRef, url };
    },
  );
  for (const field of ['id', 'entityRef'] as const) {
    const values = sources.map(source => source[field]);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    if (twice !== undefined) {
      throw new Error(`Configuration ${KEY} has two times ${field} "${twice}"`);
    }
  }
  const duration = (key: string, fallback: HumanDuration) =>
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback;
  return {
    sources,
    frequency: duration('runbooks.schedule.frequency', { minutes: 1 }),
    timeout: duration('runbooks.schedule.timeout', { minutes: 1 }),
  };
}
