import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import {
  CLUSTER_INSTANCETYPES,
  CLUSTER_PREFERENCES,
  INSTANCETYPES,
  PREFERENCES,
} from '../resources';
import type { GuestSpec, Matcher, VirtualMachine } from '../types';

interface InstancetypeSpec {
  cpu: { guest: number; maxSockets?: number };
  memory: { guest: string; maxGuest?: string };
  nodeSelector?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface PreferenceSpec {
  annotations?: Record<string, string>;
  cpu?: { preferredCPUTopology?: string };
  devices?: {
    preferredDiskBus?: string;
    preferredInterfaceModel?: string;
    preferredRng?: unknown;
    preferredTPM?: unknown;
  };
}

/** The objects that a machine's size and habits come from. */
export interface Sizing {
  instancetype?: KubernetesObject;
  preference?: KubernetesObject;
}

/** A machine names an instancetype or preference that is not there. */
export class SizingNotFoundError extends Error {
  constructor(
    readonly reason: 'FailedFindInstancetype' | 'FailedFindPreference',
    resource: ResourceId,
    name: string,
  ) {
    super(`${resource.plural}.${resource.group} "${name}" not found`);
    this.name = 'SizingNotFoundError';
  }
}

function endpointOf(
  matcher: Matcher,
  cluster: ResourceId,
  namespaced: ResourceId,
): ResourceId {
  const kind = (matcher.kind ?? '').toLowerCase();
  const isCluster = kind === '' || kind.includes('cluster');
  return isCluster ? cluster : namespaced;
}

function lookUp(
  api: KubernetesApi,
  namespace: string | undefined,
  matcher: Matcher,
  endpoints: [ResourceId, ResourceId],
  reason: SizingNotFoundError['reason'],
): KubernetesObject {
  const resource = endpointOf(matcher, ...endpoints);
  const scope = resource === endpoints[0] ? undefined : namespace;
  const found = api.find(resource, scope, matcher.name ?? '');
  if (!found)
    throw new SizingNotFoundError(reason, resource, matcher.name ?? '');
  return found;
}

/**
 * Finds what `spec.instancetype` and `spec.preference` name; without a kind they mean the cluster's.
 *
 * @throws SizingNotFoundError
 */
export function sizingOf(api: KubernetesApi, machine: VirtualMachine): Sizing {
  const { namespace } = machine.metadata;
  const { instancetype, preference } = machine.spec;
  return {
    instancetype:
      instancetype &&
      lookUp(
        api,
        namespace,
        instancetype,
        [CLUSTER_INSTANCETYPES, INSTANCETYPES],
        'FailedFindInstancetype',
      ),
    preference:
      preference &&
      lookUp(
        api,
        namespace,
        preference,
        [CLUSTER_PREFERENCES, PREFERENCES],
        'FailedFindPreference',
      ),
  };
}

/** Annotations that a guest gets from its instancetype and preference. */
export function sizingAnnotations(sizing: Sizing): Record<string, string> {
  const { instancetype, preference } = sizing;
  const scope = (object: KubernetesObject): string =>
    object.metadata.namespace ? '' : 'cluster-';
  return {
    ...(instancetype?.spec as InstancetypeSpec | undefined)?.annotations,
    ...(preference?.spec as PreferenceSpec | undefined)?.annotations,
    ...(instancetype && {
      [`kubevirt.io/${scope(instancetype)}instancetype-name`]:
        instancetype.metadata.name,
    }),
    ...(preference && {
      [`kubevirt.io/${scope(preference)}preference-name`]:
        preference.metadata.name,
    }),
  };
}

/** The guest's spec with the size of its instancetype and the habits of its preference put in. */
export function applySizing(spec: GuestSpec, sizing: Sizing): GuestSpec {
  const result = structuredClone(spec);
  const size = sizing.instancetype?.spec as InstancetypeSpec | undefined;
  const habits = sizing.preference?.spec as PreferenceSpec | undefined;
  if (size) {
    const asCores = habits?.cpu?.preferredCPUTopology === 'cores';
    result.domain.cpu = {
      ...result.domain.cpu,
      cores: asCores ? size.cpu.guest : 1,
      sockets: asCores ? 1 : size.cpu.guest,
      threads: 1,
      ...(size.cpu.maxSockets && { maxSockets: size.cpu.maxSockets }),
    };
    result.domain.memory = {
      ...result.domain.memory,
      guest: size.memory.guest,
      ...(size.memory.maxGuest && { maxGuest: size.memory.maxGuest }),
    };
    if (size.nodeSelector) {
      result.nodeSelector = { ...size.nodeSelector, ...result.nodeSelector };
    }
  }
  if (habits?.devices) preferDevices(result, habits.devices);
  return result;
}

function preferDevices(
  spec: GuestSpec,
  habits: NonNullable<PreferenceSpec['devices']>,
): void {
  const { devices } = spec.domain;
  for (const disk of devices.disks ?? []) {
    if (habits.preferredDiskBus && disk.disk && !disk.disk.bus) {
      disk.disk.bus = habits.preferredDiskBus;
    }
  }
  for (const nic of devices.interfaces ?? []) {
    nic.model ??= habits.preferredInterfaceModel;
  }
  if (habits.preferredRng !== undefined) devices.rng ??= habits.preferredRng;
  if (habits.preferredTPM !== undefined) devices.tpm ??= habits.preferredTPM;
}
