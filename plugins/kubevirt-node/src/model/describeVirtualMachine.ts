import {
  ENVIRONMENT_LABEL,
  printableStatusSchema,
  REQUEST_ANNOTATION,
  REQUESTED_BY_ANNOTATION,
  SOURCE_FILE_ANNOTATION,
  VirtualMachineCondition,
  VirtualMachineInterface,
} from '@naru/plugin-kubevirt-common';
import { InstanceObject } from '../objects/InstanceObject';
import {
  DataVolumeObject,
  InstancetypeObject,
  NamespaceObject,
} from '../objects/supportingObjects';
import { VirtualMachineObject } from '../objects/VirtualMachineObject';
import { OwnerFinding } from '../ownership/Ownership';
import { bootImageOf } from './bootImage';
import { declaredDiskBytes, describeDisks, slowestProgress } from './disks';
import {
  GoldenImage,
  InventoryVirtualMachine,
} from './InventoryVirtualMachine';
import { obstacleOf } from './obstacle';
import { powerPossibilities } from './powerPossibilities';
import { declaredSize, runningSize } from './size';

/** All that is known around one VirtualMachine. */
export interface VirtualMachineSurroundings {
  cluster: string;
  entityRef: string;
  ownership: OwnerFinding;
  instance?: InstanceObject;
  namespace?: NamespaceObject;
  instancetype?: InstancetypeObject;
  /** Finds a DataVolume of the machine's namespace. */
  dataVolumeOf(name: string): DataVolumeObject | undefined;
  /** Finds a golden image of the cluster. */
  goldenImageOf(namespace: string, name: string): GoldenImage | undefined;
}

const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';
const CONTROLLER_LABEL = /(^|[./])(kubernetes|k8s|kubevirt|argoproj)\.io\//;
const FINAL_PHASES = new Set(['Succeeded', 'Failed']);
const PREPARING = new Set(['Provisioning', 'WaitingForVolumeBinding']);

/**
 * Makes of a VirtualMachine and what belongs to it the one description that list, page and catalog use.
 */
export function describeVirtualMachine(
  object: VirtualMachineObject,
  surroundings: VirtualMachineSurroundings,
): InventoryVirtualMachine {
  const { cluster, entityRef, ownership, dataVolumeOf } = surroundings;
  const phase =
    surroundings.instance && (surroundings.instance.status?.phase ?? 'Pending');
  // What has ended is still there for a moment, with an address and a node that nobody can reach any more.
  const instance = FINAL_PHASES.has(phase ?? '')
    ? undefined
    : surroundings.instance;
  const { metadata } = object;
  const status = object.metadata.deletionTimestamp
    ? 'Terminating'
    : printableStatusSchema.parse(object.status?.printableStatus ?? 'Stopped');
  const disks = describeDisks(object, instance, dataVolumeOf);
  const declared = declaredSize(object, surroundings.instancetype);
  const running = runningSize(instance);
  const interfaces = describeInterfaces(object, instance);
  const ips = addressesOf(interfaces);
  const diskBytes = disks.reduce((sum, disk) => sum + (disk.sizeBytes ?? 0), 0);
  const conditions = describeConditions(object, instance);
  const application = applicationOf(object);
  const runStrategy = runStrategyOf(object);
  return {
    entityRef,
    cluster,
    namespace: metadata.namespace,
    name: metadata.name,
    owner: ownership.owner,
    status,
    ready: object.status?.ready ?? false,
    paused: status === 'Paused' || isTrue(conditions, 'Paused'),
    runStrategy,
    node: instance?.status?.nodeName,
    ip: ips[0],
    ips,
    cpu: declared.cpu ?? running.cpu ?? 0,
    memoryBytes: declared.memoryBytes ?? running.memoryBytes ?? 0,
    diskBytes,
    image: imageOf(object, surroundings),
    createdAt: metadata.creationTimestamp ?? new Date(0).toISOString(),
    environment:
      metadata.labels?.[ENVIRONMENT_LABEL] ??
      surroundings.namespace?.metadata.labels?.[ENVIRONMENT_LABEL],
    progress: PREPARING.has(status) ? slowestProgress(disks) : undefined,
    message: obstacleOf(object, surroundings.instance, disks),
    conditions,
    disks,
    interfaces,
    guest: instance && {
      os:
        instance.status?.guestOSInfo?.prettyName ??
        instance.status?.guestOSInfo?.name,
      agentConnected: isTrue(conditions, 'AgentConnected'),
    },
    request: requestOf(object),
    application,
    power: powerPossibilities({
      status,
      runStrategy,
      instancePhase: phase,
      changePending: (object.status?.stateChangeRequests ?? []).length > 0,
      managedByGit: application !== undefined,
    }),
    decided: {
      cpu: declared.cpu,
      memoryBytes: declared.memoryBytes,
      diskBytes: declaredDiskBytes(object),
      labels: Object.fromEntries(
        Object.entries(metadata.labels ?? {}).filter(
          ([label]) => !CONTROLLER_LABEL.test(label),
        ),
      ),
      ownerProblem: ownership.problem,
    },
  };
}

function runStrategyOf({ spec, status }: VirtualMachineObject): string {
  if (spec.runStrategy !== undefined) {
    return spec.runStrategy;
  }
  if (spec.running !== undefined) {
    return spec.running ? 'Always' : 'Halted';
  }
  return status?.runStrategy ?? 'Unknown';
}

function imageOf(
  object: VirtualMachineObject,
  surroundings: VirtualMachineSurroundings,
): InventoryVirtualMachine['image'] {
  const image = bootImageOf(object, surroundings.dataVolumeOf);
  if (image?.kind !== 'DataSource') {
    return image && { title: image.title };
  }
  const golden = surroundings.goldenImageOf(image.namespace, image.name);
  return golden
    ? { title: golden.title, entityRef: golden.entityRef }
    : { title: image.name };
}

function describeInterfaces(
  object: VirtualMachineObject,
  instance: InstanceObject | undefined,
): VirtualMachineInterface[] {
  const reported = instance?.status?.interfaces;
  if (reported && reported.length > 0) {
    return reported.map(
      ({ name, interfaceName, mac, ipAddress, ipAddresses }) => ({
        name: name ?? interfaceName ?? '?',
        ips: [...new Set([ipAddress ?? '', ...(ipAddresses ?? [])])].filter(
          ip => ip !== '',
        ),
        mac,
      }),
    );
  }
  const declared = object.spec.template?.spec.domain?.devices?.interfaces ?? [];
  return declared.map(({ name, macAddress }) => ({
    name,
    ips: [],
    mac: macAddress,
  }));
}

/** Link-local addresses reach nobody beyond the wire. */
function addressesOf(interfaces: VirtualMachineInterface[]): string[] {
  const all = interfaces.flatMap(({ ips }) => ips);
  return [...new Set(all)].filter(ip => !/^(fe80:|169\.254\.)/i.test(ip));
}

function describeConditions(
  object: VirtualMachineObject,
  instance: InstanceObject | undefined,
): VirtualMachineCondition[] {
  const described = new Map<string, VirtualMachineCondition>();
  for (const { type, status, reason, message, lastTransitionTime } of [
    ...(object.status?.conditions ?? []),
    ...(instance?.status?.conditions ?? []),
  ]) {
    if (!described.has(type)) {
      described.set(type, {
        type,
        status,
        reason,
        message,
        since: lastTransitionTime ?? undefined,
      });
    }
  }
  return [...described.values()];
}

function isTrue(conditions: VirtualMachineCondition[], type: string): boolean {
  return conditions.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

function requestOf(
  object: VirtualMachineObject,
): InventoryVirtualMachine['request'] {
  const annotations = object.metadata.annotations ?? {};
  const match = /^([^:]+):(.+)$/.exec(annotations[REQUEST_ANNOTATION] ?? '');
  return match
    ? {
        repository: match[1],
        branch: match[2],
        sourceFile: annotations[SOURCE_FILE_ANNOTATION],
        requestedBy: annotations[REQUESTED_BY_ANNOTATION],
      }
    : undefined;
}

/** The id also names the object: on a copied manifest it belongs to another machine, and Argo CD ignores it as well. */
function applicationOf(object: VirtualMachineObject): string | undefined {
  const { annotations, namespace, name } = object.metadata;
  const [application, ...rest] = (
    annotations?.[TRACKING_ANNOTATION] ?? ''
  ).split(':');
  const isOwn =
    rest.join(':') === `kubevirt.io/VirtualMachine:${namespace}/${name}`;
  return isOwn && application !== '' ? application : undefined;
}
