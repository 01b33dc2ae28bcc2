import { RuleFault, VirtualMachineManifest } from './VirtualMachineManifest';

const TEMPLATE = 'spec.template.spec';

/** VAL-052: disks, volumes and DataVolumes belong together, and so do networks and interfaces. */
export function checkWiring({ spec }: VirtualMachineManifest): RuleFault[] {
  const { domain, volumes, networks } = spec.template.spec;
  const disks = names(domain.devices.disks);
  const volumeNames = names(volumes);
  const interfaces = names(domain.devices.interfaces);
  const networkNames = names(networks);
  const dataVolumes = spec.dataVolumeTemplates.map(
    ({ metadata }) => metadata.name,
  );
  const used = volumes.flatMap(({ dataVolume }) =>
    dataVolume ? [dataVolume.name] : [],
  );
  return [
    ...repeated(disks, `${TEMPLATE}.domain.devices.disks`),
    ...repeated(volumeNames, `${TEMPLATE}.volumes`),
    ...repeated(interfaces, `${TEMPLATE}.domain.devices.interfaces`),
    ...missing(
      disks,
      volumeNames,
      `${TEMPLATE}.domain.devices.disks`,
      'has no volume of the same name',
    ),
    ...missing(
      volumeNames,
      disks,
      `${TEMPLATE}.volumes`,
      'has no disk of the same name',
    ),
    ...missing(
      used,
      dataVolumes,
      `${TEMPLATE}.volumes`,
      'is a DataVolume that dataVolumeTemplates does not make',
    ),
    ...missing(
      dataVolumes,
      used,
      'spec.dataVolumeTemplates',
      'is used by no volume',
    ),
    ...missing(
      interfaces,
      networkNames,
      `${TEMPLATE}.domain.devices.interfaces`,
      'has no network of the same name',
    ),
    ...missing(
      networkNames,
      interfaces,
      `${TEMPLATE}.networks`,
      'has no interface of the same name',
    ),
  ];
}

function names(list: { name: string }[]): string[] {
  return list.map(({ name }) => name);
}

function repeated(list: string[], field: string): RuleFault[] {
  const twice = list.filter((name, index) => list.indexOf(name) !== index);
  return [...new Set(twice)].map(name => ({
    rule: 'VAL-052',
    field,
    message: `"${name}" is there twice.`,
  }));
}

function missing(
  list: string[],
  counterparts: string[],
  field: string,
  problem: string,
): RuleFault[] {
  return list
    .filter(name => !counterparts.includes(name))
    .map(name => ({
      rule: 'VAL-052',
      field,
      message: `"${name}" ${problem}.`,
    }));
}
