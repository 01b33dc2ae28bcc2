import { ApplicationResource } from '@naru/plugin-gitops-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A Kubernetes object that a file holds. */
export interface ManifestObject {
  /** API group; empty for the core group. */
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

/** Reads which objects a file holds; those that cannot be read are passed over, as Argo CD does. */
export function manifestObjectsIn(content: string): ManifestObject[] {
  const documents = parseAllDocuments(content, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap(document => {
    const parsed =
      document.errors.length === 0
        ? objectSchema.safeParse(document.toJS({ maxAliasCount: 100 }))
        : undefined;
    if (!parsed?.success) {
      return [];
    }
    const { apiVersion, kind, metadata } = parsed.data;
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    return [{ group, kind, ...metadata }];
  });
}

/** Whether Argo CD speaks of an object of a file. An object without namespace goes to that of the Application. */
export function isSameObject(
  object: ManifestObject,
  resource: ApplicationResource,
): boolean {
  return (
    object.group === (resource.group ?? '') &&
    object.kind === resource.kind &&
    object.name === resource.name &&
    (object.namespace === undefined ||
      resource.namespace === undefined ||
      object.namespace === resource.namespace)
  );
}

/** For a message: `VirtualMachine team1-staging/web-01`. */
export function objectTitle({ kind, namespace, name }: ManifestObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
