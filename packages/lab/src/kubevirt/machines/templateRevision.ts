import { isDeepStrictEqual } from 'node:util';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
} from '../../kubernetes/KubernetesApi';
import { controllerReference } from '../objectKeys';
import { CONTROLLER_REVISIONS } from '../resources';
import type {
  GuestSpec,
  VirtualMachine,
  VirtualMachineInstance,
} from '../types';
import { revisionName } from './buildGuest';

/** Keeps the spec with which a machine starts, so that a later change can be told from it. */
export function keepRevision(
  api: KubernetesApi,
  machine: VirtualMachine,
): void {
  const { namespace, generation } = machine.metadata;
  const name = revisionName(machine);
  if (api.find(CONTROLLER_REVISIONS, namespace, name)) return;
  api.create(
    CONTROLLER_REVISIONS,
    {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name,
        namespace,
        ownerReferences: [controllerReference(machine)],
      },
      data: { spec: machine.spec },
      revision: generation ?? 1,
    },
    { as: LAB_CONTROLLER },
  );
}

/** The fields that KubeVirt changes in a running guest; all others need a restart. */
function withoutLiveFields(spec: GuestSpec): unknown {
  const { nodeSelector, affinity, tolerations, domain, ...rest } = spec;
  const { cpu, memory, devices, ...domainRest } = domain;
  const { interfaces, ...devicesRest } = devices;
  const { networks, ...frozen } = rest;
  return {
    ...frozen,
    domain: {
      ...domainRest,
      cpu: cpu && { ...cpu, sockets: undefined },
      memory: memory && { ...memory, guest: undefined },
      devices: devicesRest,
    },
  };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Whether the template has changed, since the guest started, in a way that only a restart brings about. */
export function needsRestart(
  api: KubernetesApi,
  machine: VirtualMachine,
  guest: VirtualMachineInstance | undefined,
): boolean {
  const name = guest?.status?.virtualMachineRevisionName;
  const { namespace, generation } = machine.metadata;
  const seen = guest?.metadata.annotations?.['kubevirt.io/vm-generation'];
  if (typeof name !== 'string' || seen === String(generation)) return false;
  const revision = api.find(CONTROLLER_REVISIONS, namespace, name);
  if (!revision) return false;
  const { spec } = revision.data as { spec: VirtualMachine['spec'] };
  const before = plain(withoutLiveFields(spec.template.spec));
  const after = plain(withoutLiveFields(machine.spec.template.spec));
  return !isDeepStrictEqual(before, after);
}
