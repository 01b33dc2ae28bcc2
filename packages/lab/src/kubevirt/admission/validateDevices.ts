import type { GuestSpec } from '../types';
import type { Cause } from './webhookAnswers';

const BUSES = ['virtio', 'scsi', 'sata', 'usb'];
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const NOT_A_LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** Whether a text is a DNS label. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** Disks against volumes, and the order in which devices are tried at boot. */
export function validateBoot(path: string, spec: GuestSpec): Cause[] {
  const causes: Cause[] = [];
  const volumes = new Set((spec.volumes ?? []).map(({ name }) => name));
  const disksPath = `${path}.domain.devices.disks`;
  const orders = new Set<number>();
  (spec.domain.devices.disks ?? []).forEach((disk, index) => {
    const at = `${disksPath}[${index}]`;
    if (!volumes.has(disk.name)) {
      causes.push({
        message: `${at}.Name '${disk.name}' not found.`,
        field: `${at}.name`,
      });
    }
    if (disk.bootOrder === undefined) return;
    if (disk.bootOrder < 1) {
      causes.push({
        message: `${at} must have a boot order > 0, if supplied`,
        field: `${at}.bootOrder`,
      });
    } else if (orders.has(disk.bootOrder)) {
      causes.push(sameOrder(at));
    }
    orders.add(disk.bootOrder);
  });
  (spec.domain.devices.interfaces ?? []).forEach((nic, index) => {
    const at = `${path}.domain.devices.interfaces[${index}]`;
    if (nic.bootOrder === undefined) return;
    if (nic.bootOrder < 1) {
      causes.push({
        message: `${at} must have a boot order > 0, if supplied`,
        field: `${at}.bootOrder`,
      });
    } else if (orders.has(nic.bootOrder)) {
      causes.push(sameOrder(at));
    }
    orders.add(nic.bootOrder);
  });
  return causes;
}

function sameOrder(at: string): Cause {
  return {
    message: `Boot order for ${at}.bootOrder already set for a different device.`,
    field: `${at}.bootOrder`,
  };
}

/** Names and buses of the disks. */
export function validateDisks(path: string, spec: GuestSpec): Cause[] {
  const causes: Cause[] = [];
  const disks = spec.domain.devices.disks ?? [];
  const disksPath = `${path}.domain.devices.disks`;
  disks.forEach((disk, index) => {
    const at = `${disksPath}[${index}]`;
    const first = disks.findIndex(({ name }) => name === disk.name);
    if (first !== index) {
      causes.push({
        message: `${at} and ${disksPath}[${first}] must not have the same Name.`,
        field: `${at}.name`,
      });
    }
    if (disk.cdrom?.bus === 'virtio') {
      causes.push({
        message: 'Bus type virtio is invalid for CD-ROM device',
        field: `${at}.cdrom.bus`,
      });
    }
    for (const kind of ['disk', 'cdrom', 'lun'] as const) {
      const bus = disk[kind]?.bus;
      if (bus === undefined || bus === '') continue;
      const field = `${at}.${kind}.bus`;
      if (bus === 'ide') {
        causes.push({ message: 'IDE bus is not supported', field });
      } else if (!BUSES.includes(bus)) {
        causes.push({
          message: `${at} is set with an unrecognized bus ${bus}, must be one of: [${BUSES.join(
            ' ',
          )}]`,
          field,
        });
      }
    }
    if (disk.serial !== undefined && !/^[\w.+-]+$/.test(disk.serial)) {
      causes.push({
        message: `${at} must be made up of the following characters [A-Za-z0-9_.+-], if specified`,
        field: `${at}.serial`,
      });
    }
    // The doubled path is KubeVirt's.
    const nameField = `${disksPath}.domain.devices.disks[${index}].name`;
    if (disk.name.length > 63) {
      causes.push({
        message: 'must be no more than 63 characters',
        field: nameField,
      });
    } else if (!isLabel(disk.name)) {
      causes.push({ message: NOT_A_LABEL, field: nameField });
    }
  });
  return causes;
}

/** Tablets and other input devices. */
export function validateInputs(path: string, spec: GuestSpec): Cause[] {
  return (spec.domain.devices.inputs ?? []).flatMap((input, index) => {
    const at = `${path}.domain.devices.inputs[${index}]`;
    const causes: Cause[] = [];
    if (input.bus && !['virtio', 'usb'].includes(input.bus)) {
      causes.push({
        message: 'Input device can have only virtio or usb bus.',
        field: `${at}.bus`,
      });
    }
    if (input.type !== 'tablet') {
      causes.push({
        message: 'Input device can have only tablet type.',
        field: `${at}.type`,
      });
    }
    return causes;
  });
}

/** What the firmware needs of the machine. */
export function validateFirmware(path: string, spec: GuestSpec): Cause[] {
  const { firmware, features } = spec.domain;
  const { efi, bios } = firmware?.bootloader ?? {};
  const causes: Cause[] = [];
  if (efi && bios) {
    causes.push({
      message: `${path}.domain.firmware.bootloader has both EFI and BIOS configured, but they are mutually exclusive.`,
      field: `${path}.domain.firmware.bootloader`,
    });
  }
  const smm = features?.smm && features.smm.enabled !== false;
  // Left out counts as wanted.
  if (efi && efi.secureBoot !== false && !smm) {
    causes.push({
      message: `${path}.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.`,
      field: `${path}.domain`,
    });
  }
  return causes;
}
