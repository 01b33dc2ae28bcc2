import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const mapSchema = z.record(z.string(), z.unknown());
const renderedSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    labels: mapSchema.optional().catch(undefined),
    annotations: mapSchema.optional().catch(undefined),
  }),
});

/** An object that a chart makes. */
export type RenderedObject = z.infer<typeof renderedSchema> & {
  /** Group of its API; empty for the core. */
  group: string;
  /** The whole object. */
  object: Record<string, unknown>;
};

/**
 * Reads what helm prints.
 *
 * @throws Error when something in it is no object of Kubernetes
 */
export function readRendered(manifests: string): RenderedObject[] {
  const documents = parseAllDocuments(manifests, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new Error(error.message);
    }
    const object: unknown = document.toJS({ maxAliasCount: 100 });
    if (object === null) {
      return [];
    }
    const parsed = renderedSchema.safeParse(object);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(
        `${issue.path.join('.') || 'an object'}: ${issue.message}`,
      );
    }
    const { apiVersion } = parsed.data;
    return [
      {
        ...parsed.data,
        group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
        object: object as Record<string, unknown>,
      },
    ];
  });
}

/** For messages, e.g. `Deployment shop`. */
export function titleOf({ kind, metadata }: RenderedObject): string {
  return `${kind} ${metadata.name}`;
}
