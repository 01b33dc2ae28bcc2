import { createHash } from 'node:crypto';
import type { VirtualMachine } from '../types';

/** Space of the names from which KubeVirt makes the identity of a machine that lost its own. */
const FIRMWARE_SPACE = '6a1a24a1-4061-4607-8bf4-a3963d0c5895';

/** UUID of version 5: the same for the same name. */
function namedUuid(space: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = 0x50 + (bytes[6] % 0x10);
  bytes[8] = 0x80 + (bytes[8] % 0x40);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The machine with an identity of its firmware; whoever takes it out of the spec gets one that follows from the name. */
export function withFirmwareUuid(machine: VirtualMachine): VirtualMachine {
  const { template } = machine.spec;
  const { domain } = template.spec;
  if (domain.firmware?.uuid) return machine;
  const uuid = namedUuid(FIRMWARE_SPACE, machine.metadata.name);
  const firmware = { ...domain.firmware, uuid };
  const spec = { ...template.spec, domain: { ...domain, firmware } };
  return {
    ...machine,
    spec: { ...machine.spec, template: { ...template, spec } },
  };
}
