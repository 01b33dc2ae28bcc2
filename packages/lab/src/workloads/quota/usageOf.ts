import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import {
  CLAIMS,
  CONFIG_MAPS,
  DAEMON_SETS,
  DEPLOYMENTS,
  JOBS,
  PODS,
  REPLICA_SETS,
  RESOURCE_QUOTAS,
  SECRETS,
  SERVICES,
  STATEFUL_SETS,
} from '../resources';
import type { Container, Pod } from '../types';
import { added, addInto, amountOf, NOTHING, type Amounts } from './Amount';

/** Kinds that a quota can count here. */
export const COUNTED: ResourceId[] = [
  PODS,
  CLAIMS,
  SERVICES,
  CONFIG_MAPS,
  SECRETS,
  RESOURCE_QUOTAS,
  DEPLOYMENTS,
  REPLICA_SETS,
  STATEFUL_SETS,
  DAEMON_SETS,
  JOBS,
];

const ONE = { value: 1, binary: false };
const OLD_NAMES = new Set([CONFIG_MAPS, SECRETS, RESOURCE_QUOTAS, SERVICES]);
/** Requests that a quota also knows under their bare name. */
const BARE = new Set(['cpu', 'memory', 'ephemeral-storage']);
/** Label of machines that are only there to be many. */
const FILL = 'lab.naru.io/fill';

/** `deployments.apps`, or `pods` for a core kind. */
export function countName({ group, plural }: ResourceId): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** Whether a pod has come to its end and uses nothing any more. */
export function hasEnded(object: KubernetesObject): boolean {
  const { phase } = (object as Pod).status ?? {};
  return phase === 'Succeeded' || phase === 'Failed';
}

function computeOf(
  containers: Container[],
  kind: 'requests' | 'limits',
): Amounts {
  const sum: Amounts = new Map();
  for (const { resources } of containers) {
    for (const [name, quantity] of Object.entries(resources?.[kind] ?? {})) {
      if (kind === 'limits' && name.includes('/')) continue;
      sum.set(name, added(sum.get(name) ?? NOTHING, amountOf(quantity)));
    }
  }
  return sum;
}

// While it starts, a pod takes at least what its largest init container asks for.
function podUsage(pod: Pod): Amounts {
  const usage: Amounts = new Map([['count/pods', ONE]]);
  if (hasEnded(pod)) return usage;
  usage.set('pods', ONE);
  const { containers, initContainers = [] } = pod.spec;
  const sidecars = initContainers.filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  for (const kind of ['requests', 'limits'] as const) {
    const sum = computeOf([...containers, ...sidecars], kind);
    for (const container of initContainers) {
      for (const [name, amount] of computeOf([container], kind)) {
        const present = sum.get(name) ?? NOTHING;
        if (amount.value > present.value) sum.set(name, amount);
      }
    }
    for (const [name, amount] of sum) {
      usage.set(`${kind}.${name}`, amount);
      if (kind === 'requests' && BARE.has(name)) usage.set(name, amount);
    }
  }
  return usage;
}

interface ClaimLike extends KubernetesObject {
  spec: {
    storageClassName?: string;
    resources?: { requests?: { storage?: string } };
  };
}

function claimUsage(claim: ClaimLike): Amounts {
  const storage = amountOf(claim.spec.resources?.requests?.storage);
  const usage: Amounts = new Map([
    ['persistentvolumeclaims', ONE],
    ['requests.storage', storage],
  ]);
  const { storageClassName: name } = claim.spec;
  if (name) {
    const prefix = `${name}.storageclass.storage.k8s.io`;
    usage.set(`${prefix}/persistentvolumeclaims`, ONE);
    usage.set(`${prefix}/requests.storage`, storage);
  }
  return usage;
}

interface ServiceLike extends KubernetesObject {
  spec: { type?: string; ports?: unknown[] };
}

function serviceUsage({ spec }: ServiceLike): Amounts {
  const ports = { value: spec.ports?.length ?? 0, binary: false };
  const balanced = spec.type === 'LoadBalancer';
  return new Map([
    ...(balanced || spec.type === 'NodePort'
      ? [['services.nodeports', ports] as const]
      : []),
    ...(balanced ? [['services.loadbalancers', ONE] as const] : []),
  ]);
}

/** What an object takes of the quotas of its namespace. Machines that only fill the lab take nothing. */
export function usageOf(
  resource: ResourceId,
  object: KubernetesObject,
): Amounts {
  if (object.metadata.labels?.[FILL] !== undefined) return new Map();
  if (resource.plural === 'pods') return podUsage(object as Pod);
  const usage: Amounts = new Map([[`count/${countName(resource)}`, ONE]]);
  const old = [...OLD_NAMES].some(({ plural }) => plural === resource.plural);
  if (resource.group === '' && old) usage.set(resource.plural, ONE);
  if (resource.plural === 'persistentvolumeclaims') {
    addInto(usage, claimUsage(object as ClaimLike), 1);
  }
  if (resource.plural === 'services') {
    addInto(usage, serviceUsage(object as ServiceLike), 1);
  }
  return usage;
}
