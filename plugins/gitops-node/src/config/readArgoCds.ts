import { Config } from '@backstage/config';
import { z } from 'zod';

/**
 * An Argo CD, as configured under `gitops.argocd`.
 *
 * @public
 */
export interface ArgoCdConfig {
  /** Name of the cluster that it runs in. */
  cluster: string;
  /** Namespace of its Applications. */
  namespace: string;
  /** Address of its own pages, without a slash at the end. */
  url?: string;
}

const dnsLabel = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'must be a DNS label');

const argoCdSchema = z.object({
  cluster: z.string().min(1),
  namespace: dnsLabel.default('argocd'),
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must be an http or https URL')
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
});

/**
 * Reads `gitops.argocd`.
 *
 * @throws Error with one line that names the key and what is wrong with it
 * @public
 */
export function readArgoCds(config: Config): ArgoCdConfig[] {
  const key = 'gitops.argocd';
  return (config.getOptionalConfigArray(key) ?? []).map((entry, index) => {
    const parsed = argoCdSchema.safeParse(entry.get());
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = [`${key}[${index}]`, ...issue.path].join('.');
      throw new Error(`Configuration ${where} ${issue.message}`);
    }
    return parsed.data;
  });
}
