import type { KubernetesApi, ResourceId } from '../../kubernetes/KubernetesApi';
import { CONFIG_MAPS, SECRETS } from '../resources';
import type { Container, Pod } from '../types';

interface Wanted {
  resource: ResourceId;
  kind: 'configmap' | 'secret';
  name: string;
  key?: string;
}

function wantedBy(container: Container): Wanted[] {
  const wanted: Wanted[] = [];
  const want = (
    resource: ResourceId,
    kind: Wanted['kind'],
    reference: { name?: string; key?: string; optional?: boolean } | undefined,
  ) => {
    if (!reference || reference.optional) return;
    const { name = '', key } = reference;
    wanted.push({ resource, kind, name, key });
  };
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    want(CONFIG_MAPS, 'configmap', configMapRef);
    want(SECRETS, 'secret', secretRef);
  }
  for (const { valueFrom } of container.env ?? []) {
    want(CONFIG_MAPS, 'configmap', valueFrom?.configMapKeyRef);
    want(SECRETS, 'secret', valueFrom?.secretKeyRef);
  }
  return wanted;
}

/**
 * What keeps a container from being created: a ConfigMap or Secret of its environment that is not there, or has not the
 * key. In the kubelet's words; undefined when all is there.
 */
export function missingReference(
  api: KubernetesApi,
  pod: Pod,
  container: Container,
): string | undefined {
  const { namespace = '' } = pod.metadata;
  for (const { resource, kind, name, key } of wantedBy(container)) {
    const found = api.find(resource, namespace, name);
    if (!found) return `${kind} "${name}" not found`;
    const data = { ...(found.data as object), ...(found.binaryData as object) };
    if (key !== undefined && !(key in data)) {
      const title = kind === 'secret' ? 'Secret' : 'ConfigMap';
      return `couldn't find key ${key} in ${title} ${namespace}/${name}`;
    }
  }
  return undefined;
}

/** What keeps the pod's volumes from being mounted, in the kubelet's words. */
export function missingVolume(
  api: KubernetesApi,
  pod: Pod,
): string | undefined {
  const { namespace } = pod.metadata;
  for (const { name, configMap, secret } of pod.spec.volumes ?? []) {
    const lacks = (
      resource: ResourceId,
      kind: string,
      object: string | undefined,
      optional?: boolean,
    ) =>
      object !== undefined &&
      !optional &&
      !api.find(resource, namespace, object)
        ? `MountVolume.SetUp failed for volume "${name}" : ${kind} "${object}" not found`
        : undefined;
    const missing =
      lacks(CONFIG_MAPS, 'configmap', configMap?.name, configMap?.optional) ??
      lacks(SECRETS, 'secret', secret?.secretName, secret?.optional);
    if (missing) return missing;
  }
  return undefined;
}
