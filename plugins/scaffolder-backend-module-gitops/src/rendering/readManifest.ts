import { Manifest } from '@naru/plugin-gitops-node';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/**
 * Makes a manifest of a rendered object.
 *
 * @throws Error when it lacks what every Kubernetes object has; such a file would be skipped by Argo CD without a word
 */
export function readManifest(path: string, object: unknown): Manifest {
  const parsed = manifestSchema.safeParse(object);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `${path}: ${issue.path.join('.') || 'the object'}: ${issue.message}`,
    );
  }
  const { apiVersion, kind, metadata } = parsed.data;
  return { path, apiVersion, kind, metadata, object: parsed.data };
}

/** The same manifest with further annotations; those it has are kept. */
export function withAnnotations(
  manifest: Manifest,
  annotations: Record<string, string>,
): Manifest {
  const metadata = {
    ...manifest.metadata,
    annotations: { ...manifest.metadata.annotations, ...annotations },
  };
  return { ...manifest, metadata, object: { ...manifest.object, metadata } };
}
