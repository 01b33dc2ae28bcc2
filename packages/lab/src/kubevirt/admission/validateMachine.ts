import type { DataVolumeTemplate, VirtualMachine } from '../types';
import { validateGuest } from './validateGuest';
import type { Cause } from './webhookAnswers';

const TEMPLATE = 'spec.template.spec';
const STRATEGIES = [
  'Always',
  'RerunOnFailure',
  'Manual',
  'Once',
  'Halted',
  'WaitAsReceiver',
];

function validateSize({ spec }: VirtualMachine): Cause[] {
  if (!spec.instancetype) return [];
  const { cpu = {}, memory = {} } = spec.template.spec.domain;
  const fields = [
    ...['cores', 'sockets', 'threads', 'maxSockets']
      .filter(field => cpu[field])
      .map(field => `cpu.${field}`),
    ...(memory.guest ? ['memory.guest'] : []),
    ...(memory.hugepages ? ['memory.hugepages'] : []),
  ];
  return fields.map(name => {
    const field = `${TEMPLATE}.domain.${name}`;
    return {
      message: `VM field(s) ${field} conflicts with selected instance type`,
      field,
    };
  });
}

function validateTemplate(
  machine: VirtualMachine,
  template: DataVolumeTemplate,
  index: number,
): Cause[] {
  const at = `spec.dataVolumeTemplate[${index}]`;
  const { name, namespace } = template.metadata ?? {};
  const { storage, pvc, source, sourceRef } = template.spec;
  if (!name) {
    return [
      {
        reason: 'FieldValueRequired',
        message: `'name' field must not be empty for DataVolumeTemplate entry ${at}.name.`,
        field: `${at}.name`,
      },
    ];
  }
  const causes: Cause[] = [];
  const home = machine.metadata.namespace;
  if (namespace && namespace !== home) {
    causes.push({
      message: `Embedded DataVolume namespace ${namespace} differs from VM namespace ${home}`,
      field: `spec.dataVolumeTemplates[${index}]`,
    });
  }
  if (!storage === !pvc) {
    causes.push({
      message: storage
        ? 'Duplicate storage definition, both target storage and target pvc defined'
        : 'Missing Data volume PVC or Storage',
      field: `${at}.PVC.Storage`,
    });
  }
  if (!source && !sourceRef) {
    causes.push({
      message:
        'Data volume should have either Source, SourceRef, or be externally populated',
      field: `${at}.source.sourceRef`,
    });
  }
  const used = (machine.spec.template.spec.volumes ?? []).some(
    ({ dataVolume, persistentVolumeClaim }) =>
      dataVolume?.name === name || persistentVolumeClaim?.claimName === name,
  );
  if (!used) {
    causes.push({
      reason: 'FieldValueRequired',
      message: `DataVolumeTemplate entry ${at} must be referenced in the VMI template's 'volumes' list`,
      field: at,
    });
  }
  return causes;
}

function validateRunState({ spec }: VirtualMachine): Cause[] {
  const { running, runStrategy } = spec;
  if (running !== undefined && runStrategy !== undefined) {
    return [
      {
        message:
          'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
        field: 'spec.running',
      },
    ];
  }
  if (running === undefined && runStrategy === undefined) {
    return [
      { message: 'RunStrategy must be specified', field: 'spec.running' },
    ];
  }
  if (runStrategy !== undefined && !STRATEGIES.includes(runStrategy)) {
    return [
      {
        message: `Invalid RunStrategy (${runStrategy})`,
        field: 'spec.runStrategy',
      },
    ];
  }
  return [];
}

/** The rules of KubeVirt for a VirtualMachine, in its order; all faults at once. */
export function validateMachine(machine: VirtualMachine): Cause[] {
  const size = validateSize(machine);
  if (size.length > 0) return size;
  return [
    ...validateGuest(TEMPLATE, machine.spec.template.spec),
    ...(machine.spec.dataVolumeTemplates ?? []).flatMap((template, index) =>
      validateTemplate(machine, template, index),
    ),
    ...validateRunState(machine),
  ];
}
