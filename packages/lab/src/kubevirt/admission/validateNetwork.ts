import type { GuestSpec } from '../types';
import type { Cause } from './webhookAnswers';

const MODELS = [
  'e1000',
  'e1000e',
  'igb',
  'ne2k_pci',
  'pcnet',
  'rtl8139',
  'virtio',
];
const MAC = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

/** Interfaces against networks. */
export function validateNetwork(path: string, spec: GuestSpec): Cause[] {
  const nics = spec.domain.devices.interfaces ?? [];
  const networks = spec.networks ?? [];
  const at = (index: number) => `${path}.domain.devices.interfaces[${index}]`;
  const causes: Cause[] = [];
  if (networks.filter(({ pod }) => pod !== undefined).length > 1) {
    causes.push({
      reason: 'FieldValueDuplicate',
      message: `more than one interface is connected to a pod network in ${path}.interfaces`,
      field: `${path}.interfaces`,
    });
  }
  networks.forEach(({ name }, index) => {
    const first = networks.findIndex(network => network.name === name);
    if (first !== index) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Network with name "${name}" already exists, every network must have a unique name`,
        field: `${path}.networks[${index}].name`,
      });
    }
  });
  nics.forEach(({ name }, index) => {
    if (!/^[A-Za-z0-9-_]+$/.test(name)) {
      causes.push({
        message:
          'Network interface name can only contain alphabetical characters, numbers, dashes (-) or underscores (_)',
        field: `${at(index)}.name`,
      });
    }
  });
  nics.forEach((nic, index) => {
    const network = networks.find(({ name }) => name === nic.name);
    if (nic.masquerade !== undefined && network?.pod === undefined) {
      causes.push({
        message: 'Masquerade interface only implemented with pod network',
        field: `${at(index)}.name`,
      });
    }
  });
  nics.forEach(({ name }, index) => {
    const first = nics.findIndex(nic => nic.name === name);
    if (first !== index) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: 'Only one interface can be connected to one specific network',
        field: `${at(index)}.name`,
      });
    } else if (!networks.some(network => network.name === name)) {
      causes.push({
        message: `${at(index)}.name '${name}' not found.`,
        field: `${at(index)}.name`,
      });
    }
  });
  networks.forEach(({ name }, index) => {
    if (nics.some(nic => nic.name === name)) return;
    causes.push({
      reason: 'FieldValueRequired',
      message: `${path}.networks[${index}].name '${name}' not found.`,
      field: `${path}.networks[${index}].name`,
    });
  });
  nics.forEach(({ model, macAddress }, index) => {
    if (model && !MODELS.includes(model)) {
      causes.push({
        reason: 'FieldValueNotSupported',
        message: `interface ${at(
          index,
        )}.name uses model ${model} that is not supported.`,
        field: `${at(index)}.model`,
      });
    }
    if (macAddress && !MAC.test(macAddress)) {
      causes.push({
        message: `interface ${at(
          index,
        )}.name has malformed MAC address (${macAddress}).`,
        field: `${at(index)}.macAddress`,
      });
    }
  });
  return causes;
}
