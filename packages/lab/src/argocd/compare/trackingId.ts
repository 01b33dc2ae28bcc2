import { textAt } from '../model/JsonValue';

/** Annotation that says which Application an object belongs to. */
export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

/** What names an object in a cluster, whatever its version. */
export interface ObjectIdentity {
  group: string;
  kind: string;
  /** Empty for objects that live in no namespace. */
  namespace: string;
  name: string;
}

/** Identity of an object with its final namespace. */
export function identityOf(object: unknown): ObjectIdentity {
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  return {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind: textAt(object, 'kind') ?? '',
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
  };
}

/** Key of an identity; also the order in which `status.resources` lists objects. */
export function identityKey(identity: ObjectIdentity): string {
  const { group, kind, namespace, name } = identity;
  return `${group}/${kind}/${namespace}/${name}`;
}

/** Value of the tracking annotation, e.g. `team1-vms:kubevirt.io/VirtualMachine:team1-staging/web-01`. */
export function trackingId(
  application: string,
  identity: ObjectIdentity,
): string {
  const { group, kind, namespace, name } = identity;
  return `${application}:${group}/${kind}:${namespace}/${name}`;
}

/**
 * Application that tracks a live object. An id that names another object was copied with the rest of the manifest and
 * counts for nothing.
 */
export function trackedBy(object: unknown): string | undefined {
  const id = textAt(object, 'metadata', 'annotations', TRACKING_ANNOTATION);
  const application = id?.split(':')[0];
  return application && id === trackingId(application, identityOf(object))
    ? application
    : undefined;
}
