import {
  LAB_CONTROLLER,
  type KubernetesApi,
} from '../../kubernetes/KubernetesApi';
import type { Claim } from '../../kubevirt/types';
import { CLAIMS } from '../resources';
import type { Pod } from '../types';

/** Annotation by which the scheduler tells the storage that a claim's first consumer is placed. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** How a pod's claims stand. */
export interface ClaimState {
  /** Name of a claim that is not there. */
  missing?: string;
  /** Claims that are there and not bound. */
  unbound: Claim[];
}

/** Looks at the claims that a pod mounts. */
export function claimStateOf(api: KubernetesApi, pod: Pod): ClaimState {
  const unbound: Claim[] = [];
  for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
    if (!persistentVolumeClaim) continue;
    const { claimName } = persistentVolumeClaim;
    const claim = api.find(CLAIMS, pod.metadata.namespace, claimName) as
      | Claim
      | undefined;
    if (!claim) return { missing: claimName, unbound };
    if (claim.status?.phase !== 'Bound') unbound.push(claim);
  }
  return { unbound };
}

/** Tells the storage on which node a claim's first consumer will be. */
export function selectNode(
  api: KubernetesApi,
  claim: Claim,
  node: string,
): void {
  const { namespace, name, annotations } = claim.metadata;
  if (annotations?.[SELECTED_NODE] === node) return;
  api.patch(
    CLAIMS,
    namespace,
    name,
    'merge',
    { metadata: { annotations: { [SELECTED_NODE]: node } } },
    { as: LAB_CONTROLLER, fieldManager: 'kube-scheduler' },
  );
}
