import { Config } from '@backstage/config';
import { z } from 'zod';

/**
 * A repository in which change requests are made, as configured under `gitops.repositories`.
 *
 * @public
 */
export interface RepositoryConfig {
  id: string;
  type: 'gitea';
  /** Base URL of the forge, without a slash at the end. */
  url: string;
  owner: string;
  name: string;
  /** Branch that change requests go to. */
  branch: string;
  token: string;
  /** URL by which Argo CD clones it; default: that of the forge. */
  cloneUrl?: string;
  cloneUrls: string[];
  webhookSecret?: string;
}

const repositorySchema = z.object({
  id: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
      'must be lower-case letters, digits and dashes',
    ),
  type: z.literal('gitea', { error: 'must be "gitea"' }),
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
    return url.href.replace(/\/+$/, '');
  }),
  owner: z.string().regex(/^[\w.-]+$/, 'must be the name of an owner'),
  name: z.string().regex(/^[\w.-]+$/, 'must be the name of a repository'),
  branch: z.string().min(1).default('main'),
  token: z.string().min(1, 'must not be empty'),
  cloneUrl: z
    .string()
    .regex(
      /^(https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)[^\s'"]+$/,
      'must be a URL that git clones from',
    )
    .refine(
      text => !/^https?:\/\/[^/]*@/.test(text),
      'must hold no credentials: Argo CD has its own',
    )
    .optional(),
  cloneUrls: z.array(z.string().min(1)).default([]),
  webhookSecret: z.string().min(1).optional(),
});

/**
 * Reads `gitops.repositories`.
 *
 * @throws Error with one line that names the key and what is wrong with it; never the value of a secret
 * @public
 */
export function readRepositories(config: Config): RepositoryConfig[] {
  const key = 'gitops.repositories';
  const repositories = (config.getOptionalConfigArray(key) ?? []).map(
    (entry, index) => {
      const parsed = repositorySchema.safeParse(entry.get());
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = [`${key}[${index}]`, ...issue.path].join('.');
        throw new Error(`Configuration ${where} ${issue.message}`);
      }
      return parsed.data;
    },
  );
  const ids = repositories.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new Error(`Configuration ${key} has two repositories "${twice}"`);
  }
  return repositories;
}
