import { parse } from 'yaml';
import { z } from 'zod';
import { findPasswordLogins } from '../cloudConfig/findPasswordLogins';
import { checkSshPublicKey } from '../sshKeys/checkSshPublicKey';
import { RuleFault, VirtualMachineManifest } from './VirtualMachineManifest';

/** KubeVirt's own limit. */
const MAX_BYTES = 2048;

const keysSchema = z.object({
  ssh_authorized_keys: z.array(z.unknown()).optional().catch(undefined),
  users: z
    .array(
      z
        .object({
          ssh_authorized_keys: z.array(z.unknown()).optional().catch(undefined),
        })
        .catch({}),
    )
    .optional()
    .catch(undefined),
});

/** VAL-054: people come in by key and not by password; and KubeVirt's limit on user data. */
export function checkCloudInit({ spec }: VirtualMachineManifest): RuleFault[] {
  return spec.template.spec.volumes.flatMap((volume, index) => {
    const source = volume.cloudInitNoCloud
      ? 'cloudInitNoCloud'
      : 'cloudInitConfigDrive';
    const cloudInit = volume[source];
    const field = `spec.template.spec.volumes.${index}.${source}`;
    if (cloudInit?.userDataBase64 !== undefined) {
      return [
        {
          rule: 'VAL-054',
          field: `${field}.userDataBase64`,
          message: 'hides what it says. Use userData.',
        },
      ];
    }
    return cloudInit?.userData === undefined
      ? []
      : checkUserData(cloudInit.userData, `${field}.userData`);
  });
}

function checkUserData(userData: string, field: string): RuleFault[] {
  const faults: RuleFault[] = [];
  const add = (message: string, place = field) =>
    faults.push({ rule: 'VAL-054', field: place, message });
  const bytes = Buffer.byteLength(userData);
  if (bytes > MAX_BYTES) {
    add(
      `is ${bytes} bytes, and KubeVirt takes ${MAX_BYTES} at most. Take out ${
        bytes - MAX_BYTES
      } bytes: fewer SSH keys, or fetch long scripts from a server of your own.`,
    );
  }
  if (!userData.startsWith('#cloud-config')) {
    add('must begin with #cloud-config, so that it can be checked.');
    return faults;
  }
  let config: unknown;
  try {
    config = parse(userData, { version: '1.1', maxAliasCount: 20 });
  } catch {
    add('is not YAML.');
    return faults;
  }
  for (const place of findPasswordLogins(config)) {
    add(
      'lets people sign in by password. Use SSH keys instead, and remove it.',
      `${field} ${place}`,
    );
  }
  const parsed = keysSchema.safeParse(config).data;
  const keys = [
    ...(parsed?.ssh_authorized_keys ?? []),
    ...(parsed?.users ?? []).flatMap(user => user.ssh_authorized_keys ?? []),
  ];
  if (keys.length === 0) {
    add('has no SSH key, so nobody could sign in. Give at least one.');
  }
  keys.forEach((key, index) => {
    const problem = checkSshPublicKey(String(key));
    if (problem) {
      add(`key ${index + 1} ${problem}.`, `${field} ssh_authorized_keys`);
    }
  });
  return faults;
}
