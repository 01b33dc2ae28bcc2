import type { GuestSpec } from '../types';
import { validateCredentials } from './validateCredentials';
import {
  isLabel,
  NOT_A_LABEL,
  validateBoot,
  validateDisks,
  validateFirmware,
  validateInputs,
} from './validateDevices';
import { validateNetwork } from './validateNetwork';
import { validateResources } from './validateResources';
import { validateVolumes } from './validateVolumes';
import type { Cause } from './webhookAnswers';

const NOT_A_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const EVICTION = ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'];

function validateNames(path: string, spec: GuestSpec): Cause[] {
  const causes: Cause[] = [];
  if (spec.hostname && !isLabel(spec.hostname)) {
    causes.push({
      message: `${path}.hostname does not conform to the kubernetes DNS_LABEL rules : ${NOT_A_LABEL}`,
      field: `${path}.hostname`,
    });
  }
  if (spec.subdomain && !spec.subdomain.split('.').every(isLabel)) {
    causes.push({
      message: `${path}.subdomain does not conform to the kubernetes DNS_SUBDOMAIN rules : ${NOT_A_SUBDOMAIN}`,
      field: `${path}.subdomain`,
    });
  }
  return causes;
}

function validateProbe(
  path: string,
  spec: GuestSpec,
  name: 'readinessProbe' | 'livenessProbe',
): Cause[] {
  const probe = spec[name];
  if (!probe) return [];
  const at = `${path}.${name}`;
  const kinds = ['httpGet', 'tcpSocket', 'exec', 'guestAgentPing'];
  const given = kinds.filter(kind => probe[kind] !== undefined).length;
  if (given > 1) {
    return [
      { message: `${at} must have exactly one probe type set`, field: at },
    ];
  }
  if (given === 1) return [];
  return [
    {
      reason: 'FieldValueRequired',
      message: `either ${at}.tcpSocket, ${at}.exec or ${at}.httpGet must be set if a ${at} is specified`,
      field: at,
    },
  ];
}

function validateEviction(path: string, spec: GuestSpec): Cause[] {
  const { evictionStrategy } = spec;
  if (!evictionStrategy || EVICTION.includes(evictionStrategy)) return [];
  const field = `${path}.evictionStrategy`;
  return [
    {
      message: `${field} is set with an unrecognized option: ${evictionStrategy}`,
      field,
    },
  ];
}

function validateArchitecture(path: string, spec: GuestSpec): Cause[] {
  const { architecture } = spec;
  if (!architecture || architecture === 'amd64') return [];
  const field = `${path}.architecture`;
  return [
    {
      reason: 'FieldValueRequired',
      message: `MultiArchitecture feature gate is not enabled in kubevirt-config, invalid entry ${field}`,
      field,
    },
  ];
}

/** The rules of KubeVirt for what a guest is made of, in its order. */
export function validateGuest(path: string, spec: GuestSpec): Cause[] {
  return [
    ...validateNames(path, spec),
    ...validateResources(path, spec),
    ...validateArchitecture(path, spec),
    ...validateNetwork(path, spec),
    ...validateBoot(path, spec),
    ...validateInputs(path, spec),
    ...validateProbe(path, spec, 'readinessProbe'),
    ...validateProbe(path, spec, 'livenessProbe'),
    ...validateFirmware(path, spec),
    ...validateDisks(path, spec),
    ...validateVolumes(path, spec),
    ...validateCredentials(path, spec),
    ...validateEviction(path, spec),
  ];
}
