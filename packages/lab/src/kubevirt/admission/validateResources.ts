import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { GuestSpec } from '../types';
import type { Cause } from './webhookAnswers';

/** What a machine asks of its node, and what it would grow to. */
export function validateResources(path: string, spec: GuestSpec): Cause[] {
  const { domain } = spec;
  const { requests = {}, limits = {} } = domain.resources ?? {};
  const causes: Cause[] = [];
  const exceeds = (name: string): void => {
    const wanted = parseQuantity(requests[name]);
    const most = parseQuantity(limits[name]);
    if (wanted === undefined || most === undefined || wanted <= most) return;
    const at = `${path}.domain.resources`;
    causes.push({
      message: `${at}.requests.${name} '${requests[name]}' is greater than ${at}.limits.${name} '${limits[name]}'`,
      field: `${at}.requests.${name}`,
    });
  };
  const negative = (kind: 'requests' | 'limits', name: string): void => {
    const value = domain.resources?.[kind]?.[name];
    const amount = parseQuantity(value);
    if (amount === undefined || amount >= 0) return;
    const field = `${path}.domain.resources.${kind}.${name}`;
    causes.push({
      message: `${field} '${value}': must be greater than or equal to 0.`,
      field,
    });
  };
  negative('requests', 'memory');
  negative('limits', 'memory');
  exceeds('memory');
  causes.push(...validateMachine(path, spec));
  negative('requests', 'cpu');
  negative('limits', 'cpu');
  exceeds('cpu');
  causes.push(...validateHotplug(path, spec));
  return causes;
}

function validateMachine(path: string, { domain }: GuestSpec): Cause[] {
  const type = domain.machine?.type ?? '';
  if (type === '' || type.startsWith('q35') || type.startsWith('pc-q35')) {
    return [];
  }
  const field = `${path}.domain.machine.type`;
  return [
    {
      message: `${field} is not supported: ${type} (allowed values: [q35* pc-q35*])`,
      field,
    },
  ];
}

function validateHotplug(path: string, { domain }: GuestSpec): Cause[] {
  const causes: Cause[] = [];
  const { sockets, maxSockets } = domain.cpu ?? {};
  if (sockets !== undefined && maxSockets && sockets > maxSockets) {
    const cause = {
      message:
        'Number of sockets in CPU topology is greater than the maximum sockets allowed',
      field: `${path}.domain.cpu.sockets`,
    };
    // KubeVirt looks at the sockets in two places, and tells of both.
    causes.push(cause, cause);
  }
  const guest = parseQuantity(domain.memory?.guest);
  const most = parseQuantity(domain.memory?.maxGuest);
  if (guest !== undefined && most !== undefined && guest > most) {
    causes.push({
      message: 'Guest memory is greater than the configured maxGuest memory',
      field: `${path}.domain.memory.guest`,
    });
  }
  return causes;
}
