import {
  ApiError,
  LAB_CONTROLLER,
  type Admission,
  type AdmissionReview,
  type KubernetesApi,
  type Requester,
} from '../../kubernetes/KubernetesApi';
import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { Schema } from '../../kubernetes/schema/Schema';
import { isFinal } from '../machines/GuestState';
import { withGuestDefaults } from '../machines/buildGuest';
import { conditionOf } from '../conditions';
import { randomUuid } from '../randomNames';
import {
  MIGRATIONS,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from '../resources';
import type {
  GuestSpec,
  VirtualMachine,
  VirtualMachineInstance,
} from '../types';
import { checkReadable } from './checkReadable';
import { validateGuest } from './validateGuest';
import { validateMachine } from './validateMachine';
import { refusal } from './webhookAnswers';

const MUTATOR = 'virtualmachines-mutator.kubevirt.io';
const VALIDATOR = 'virtualmachine-validator.kubevirt.io';
const GUEST_VALIDATOR = 'virtualmachineinstances-create-validator.kubevirt.io';
const MIGRATION_VALIDATOR = 'migration-create-validator.kubevirt.io';

function bothVersions(resource: typeof VIRTUAL_MACHINES) {
  return [resource, { ...resource, version: 'v1alpha3' }];
}

/** The lab's controllers play KubeVirt's own service accounts. */
function isKubevirt({ name }: Requester): boolean {
  return (
    name === LAB_CONTROLLER.name ||
    name.startsWith('system:serviceaccount:kubevirt:')
  );
}

function isWhole(review: AdmissionReview): boolean {
  return review.operation !== 'DELETE' && review.subresource === undefined;
}

/** What KubeVirt fills into a VirtualMachine. The live spec is never just what was written. */
function completeMachine(
  machine: VirtualMachine,
  isNew: boolean,
  random: () => number,
): void {
  const { spec } = machine.spec.template;
  const { domain } = spec;
  spec.architecture ??= 'amd64';
  domain.machine = { ...domain.machine, type: domain.machine?.type || 'q35' };
  domain.resources ??= {};
  if (isNew) {
    domain.firmware = {
      ...domain.firmware,
      uuid: domain.firmware?.uuid ?? randomUuid(random),
      serial: domain.firmware?.serial ?? randomUuid(random),
    };
  }
  for (const { dataVolume, persistentVolumeClaim } of spec.volumes ?? []) {
    if (dataVolume) dataVolume.name ??= '';
    if (persistentVolumeClaim) persistentVolumeClaim.claimName ??= '';
  }
  if (domain.features) domain.features = { acpi: {}, ...domain.features };
}

function machineAdmission(schema: Schema, random: () => number): Admission {
  return {
    resources: bothVersions(VIRTUAL_MACHINES),
    mutate(review) {
      if (!isWhole(review) || !review.object) return;
      checkReadable(MUTATOR, review.object, schema);
      const machine = review.object as VirtualMachine;
      if (machine.metadata.deletionTimestamp) return;
      completeMachine(machine, review.operation === 'CREATE', random);
    },
    validate(review) {
      if (!isWhole(review) || !review.object) return;
      const machine = review.object as VirtualMachine;
      if (machine.metadata.deletionTimestamp) return;
      if (machine.spec.running !== undefined) {
        review.warn(
          'spec.running is deprecated, please use spec.runStrategy instead.',
        );
      }
      const causes = validateMachine(machine);
      if (causes.length > 0) throw refusal(VALIDATOR, causes);
    },
  };
}

function hasMemory({ domain }: GuestSpec): boolean {
  const { memory, resources } = domain;
  return (
    parseQuantity(memory?.guest) !== undefined ||
    memory?.hugepages !== undefined ||
    parseQuantity(resources?.requests?.memory) !== undefined
  );
}

function guestAdmission(): Admission {
  return {
    resources: bothVersions(VIRTUAL_MACHINE_INSTANCES),
    mutate(review) {
      const guest = review.object as VirtualMachineInstance | undefined;
      if (!guest || isKubevirt(review.requester)) return;
      if (review.operation === 'CREATE') {
        guest.spec = withGuestDefaults(guest.spec, { hotplug: false });
        delete guest.status;
        return;
      }
      // Others may not report for a guest; what they write is dropped without a word.
      const before = review.oldObject as VirtualMachineInstance;
      guest.status = before.status;
    },
    validate(review) {
      const guest = review.object as VirtualMachineInstance | undefined;
      if (!guest) return;
      if (review.operation === 'UPDATE') {
        const before = review.oldObject as VirtualMachineInstance;
        const same = JSON.stringify(before.spec) === JSON.stringify(guest.spec);
        if (same || isKubevirt(review.requester)) return;
        throw new ApiError(
          422,
          'Invalid',
          'admission webhook "virtualmachineinstances-update-validator.kubevirt.io" denied the request: update of VMI object is restricted',
          { causes: [{ message: 'update of VMI object is restricted' }] },
        );
      }
      const causes = validateGuest('spec', guest.spec);
      if (!hasMemory(guest.spec)) {
        causes.unshift({
          message:
            "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.size' or 'spec.domain.resources.requests.memory' must be set",
          field: 'spec.domain.memory.guest',
        });
      }
      if (causes.length > 0) throw refusal(GUEST_VALIDATOR, causes);
    },
  };
}

function migrationAdmission(
  api: KubernetesApi,
  inFlight: (namespace: string, guest: string) => string | undefined,
): Admission {
  const deny = (message: string) =>
    new ApiError(
      400,
      undefined,
      `admission webhook "${MIGRATION_VALIDATOR}" denied the request: ${message}`,
    );
  return {
    resources: bothVersions(MIGRATIONS),
    mutate(review) {
      if (review.operation !== 'CREATE' || !review.object) return;
      const { metadata } = review.object;
      const { vmiName } = review.object.spec as { vmiName: string };
      metadata.labels = { ...metadata.labels, 'kubevirt.io/vmi-name': vmiName };
      metadata.finalizers = [
        ...(metadata.finalizers ?? []),
        'kubevirt.io/migrationJobFinalize',
      ];
    },
    validate(review) {
      if (review.operation !== 'CREATE' || !review.object) return;
      const { namespace = '' } = review.object.metadata;
      const { vmiName } = review.object.spec as { vmiName: string };
      const found = api.find(VIRTUAL_MACHINE_INSTANCES, namespace, vmiName);
      if (!found) {
        throw deny(`the VMI "${vmiName}" does not exist under the cluster`);
      }
      const { status } = found as VirtualMachineInstance;
      if (isFinal(status?.phase)) {
        throw deny('Cannot migrate VMI in finalized state.');
      }
      const able = conditionOf(status?.conditions, 'LiveMigratable');
      if (able?.status === 'False') {
        throw deny(
          `Cannot migrate VMI, Reason: ${able.reason}, Message: ${able.message}`,
        );
      }
      const active = inFlight(namespace, vmiName);
      if (active) {
        throw deny(
          `in-flight migration detected. Active migration job (${active}) is currently already in progress for VMI ${vmiName}.`,
        );
      }
    },
  };
}

/** The webhooks of KubeVirt. */
export function kubevirtAdmission(options: {
  api: KubernetesApi;
  random: () => number;
  /** Schema of the VirtualMachine CRD. */
  machineSchema: Schema;
  /** Uid of the migration of a guest that has not ended yet. */
  migrationInFlight(namespace: string, guest: string): string | undefined;
}): Admission[] {
  return [
    machineAdmission(options.machineSchema, options.random),
    guestAdmission(),
    migrationAdmission(options.api, options.migrationInFlight),
  ];
}
