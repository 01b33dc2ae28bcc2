import { z } from 'zod';
import type { GuestSpec } from '../types';
import type { Cause } from './webhookAnswers';

const agent = z.object({ users: z.array(z.string()).nullish() });

const credential = z.object({
  sshPublicKey: z
    .object({
      source: z.object({ secret: z.unknown().optional() }),
      propagationMethod: z.object({
        noCloud: z.unknown().optional(),
        configDrive: z.unknown().optional(),
        qemuGuestAgent: agent.optional(),
      }),
    })
    .optional(),
  userPassword: z
    .object({
      source: z.object({ secret: z.unknown().optional() }),
      propagationMethod: z.object({ qemuGuestAgent: z.unknown().optional() }),
    })
    .optional(),
});

type Key = NonNullable<z.infer<typeof credential>['sshPublicKey']>;

function validateKey(at: string, key: Key, spec: GuestSpec): Cause[] {
  const { noCloud, configDrive, qemuGuestAgent } = key.propagationMethod;
  const field = `${at}.sshPublicKey.propagationMethod`;
  const methods = [noCloud, configDrive, qemuGuestAgent];
  const causes: Cause[] = [];
  if (key.source.secret === undefined) {
    causes.push({
      message: `${at} must have exactly one source set`,
      field: `${at}.sshPublicKey.source`,
    });
  }
  if (methods.filter(method => method !== undefined).length !== 1) {
    causes.push({
      message: `${at} must have exactly one propagationMethod set`,
      field,
    });
    return causes;
  }
  const has = (kind: string) =>
    (spec.volumes ?? []).some(volume => volume[kind] !== undefined);
  if (noCloud !== undefined && !has('cloudInitNoCloud')) {
    causes.push({
      message: `${at} requires a noCloud volume to exist when the noCloud propagationMethod is in use.`,
      field,
    });
  }
  if (configDrive !== undefined && !has('cloudInitConfigDrive')) {
    causes.push({
      message: `${at} requires a configDrive volume to exist when the configDrive propagationMethod is in use.`,
      field,
    });
  }
  if (qemuGuestAgent && !qemuGuestAgent.users?.length) {
    causes.push({
      message: `${at} requires at least one user to be present in the users list`,
      field: `${field}.qemuGuestAgent.users`,
    });
  }
  return causes;
}

/** SSH keys and passwords that KubeVirt brings into the guest. */
export function validateCredentials(path: string, spec: GuestSpec): Cause[] {
  return (spec.accessCredentials ?? []).flatMap((item, index) => {
    const at = `${path}.accessCredentials[${index}]`;
    const { sshPublicKey, userPassword } = credential.parse(item);
    if ((sshPublicKey === undefined) === (userPassword === undefined)) {
      return [
        {
          message: `${at} must have exactly one access credential type set`,
          field: at,
        },
      ];
    }
    return sshPublicKey ? validateKey(at, sshPublicKey, spec) : [];
  });
}
