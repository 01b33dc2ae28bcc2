import { Config } from '@backstage/config';
import { z } from 'zod';
import { readFile } from 'node:fs/promises';
import { HarborInstance } from '../harbor/Harbor';

/**
 * A Harbor with the account of the portal.
 */
export interface HarborConnection extends HarborInstance {
  username: string;
  password(): Promise<string>;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const instanceSchema = z
  .object({
    name: z
      .string()
      .regex(
        /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
        'must be lower-case letters, digits and dashes',
      ),
    url: z.string().transform((text, ctx) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url || !['http:', 'https:'].includes(url.protocol)) {
        ctx.addIssue('must be an http(s) URL');
        return z.NEVER;
      }
      if (url.username || url.password || url.search || url.hash) {
        ctx.addIssue('must hold no credentials, query or fragment');
        return z.NEVER;
      }
      if (/\/api(\/|$)/.test(url.pathname)) {
        ctx.addIssue('must be the address of Harbor without /api');
        return z.NEVER;
      }
      if (
        url.protocol === 'http:' &&
        process.env.NODE_ENV === 'production' &&
        !LOOPBACK.test(url.hostname)
      ) {
        ctx.addIssue(
          'is http, which would send the password in clear; use https',
        );
        return z.NEVER;
      }
      return url.href.replace(/\/+$/, '');
    }),
    registry: z
      .string()
      .regex(
        /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d{1,5})?$/,
        'must be a host name, with a port if it needs one',
      )
      .optional(),
    username: z
      .string()
      // Basic authentication ends the name at the first colon.
      .regex(/^[^:\p{Cc}]+$/u, 'must be the name of an account'),
    password: z.string().min(1, 'must not be empty').optional(),
    passwordFile: z.string().min(1, 'must not be empty').optional(),
  })
  .superRefine((entry, ctx) => {
    if ((entry.password === undefined) === (entry.passwordFile === undefined)) {
      ctx.addIssue({
        code: 'custom',
        path: ['password'],
        message: 'or passwordFile must be there, and only one of them',
      });
    }
  });

/**
 * Reads `harbor.instances`.
 *
 * @throws Error with one line that names the key and what is wrong with it; never the value of a secret
 */
export function readHarborInstances(config: Config): HarborConnection[] {
  const key = 'harbor.instances';
  const instances = (config.getOptionalConfigArray(key) ?? []).map(
    (entry, index) => {
      const parsed = instanceSchema.safeParse(entry.get());
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = [`${key}[${index}]`, ...issue.path].join('.');
        throw new Error(`Configuration ${where} ${issue.message}`);
      }
      return connectionOf(parsed.data);
    },
  );
  for (const field of ['name', 'registry'] as const) {
    const values = instances.map(instance => instance[field]);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    if (twice !== undefined) {
      throw new Error(`Configuration ${key} has two times ${field} "${twice}"`);
    }
  }
  return instances;
}

function connectionOf(entry: z.infer<typeof instanceSchema>): HarborConnection {
  const { name, url, username, password, passwordFile } = entry;
  return {
    name,
    url,
    registry: entry.registry ?? new URL(url).host,
    username,
    password: async () =>
      passwordFile === undefined
        ? password ?? ''
        : (await readFile(passwordFile, 'utf8')).trim(),
  };
}
