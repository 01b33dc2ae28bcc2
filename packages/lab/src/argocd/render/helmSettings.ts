import { z } from 'zod';
import type { ApplicationSource } from '../model/Application';
import { RenderError } from './RenderError';

const settingsSchema = z.strictObject({
  releaseName: z.string().optional(),
  valueFiles: z.array(z.string()).optional(),
  values: z.string().optional(),
  valuesObject: z.record(z.string(), z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        value: z.string().optional(),
        forceString: z.boolean().optional(),
      }),
    )
    .optional(),
  ignoreMissingValueFiles: z.boolean().optional(),
  namespace: z.string().optional(),
  kubeVersion: z.string().optional(),
  apiVersions: z.array(z.string()).optional(),
  skipCrds: z.boolean().optional(),
  skipTests: z.boolean().optional(),
  /** Means nothing since helm 2 is gone. */
  version: z.string().optional(),
  /** Concerns chart repositories only. */
  passCredentials: z.boolean().optional(),
});

/** `helm` of a source. */
export type HelmSettings = z.infer<typeof settingsSchema>;

/** @throws RenderError for settings that the lab does not understand, so that none is passed over in silence */
export function helmSettings(source: ApplicationSource): HelmSettings {
  const parsed = settingsSchema.safeParse(source.helm ?? {});
  if (parsed.success) return parsed.data;
  throw new RenderError(
    `the lab does not understand these settings of helm: ${parsed.error.issues
      .map(({ path, message }) => [...path, message].join(' '))
      .join('; ')}`,
  );
}
