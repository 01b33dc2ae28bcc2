import type { CloudInit, GuestSpec, Volume } from '../types';
import type { Cause } from './webhookAnswers';

/** Bytes of cloud-init that fit into a machine; more has to come from a Secret. */
const CLOUD_INIT_BYTES = 2048;

function sourcesOf(volume: Volume): string[] {
  return Object.keys(volume).filter(
    field => field !== 'name' && volume[field] !== undefined,
  );
}

function decodedBytes(base64: string): number | undefined {
  const wellFormed =
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  if (!wellFormed.test(base64)) return undefined;
  return Buffer.from(base64, 'base64').length;
}

interface Part {
  label: 'userdata' | 'networkdata';
  plain?: string;
  base64?: string;
  secret?: { name?: string };
  fields: { base64: string; secret: string };
}

function validatePart(at: string, kind: string, part: Part): Cause[] {
  const { label, plain, base64, secret } = part;
  const given = [plain, base64, secret?.name].filter(Boolean).length;
  if (given > 1) {
    return [
      {
        message: `${at} must have only one ${label}source set.`,
        field: at,
      },
    ];
  }
  let bytes = Buffer.byteLength(plain ?? '');
  if (base64) {
    const decoded = decodedBytes(base64);
    const field = `${at}.${part.fields.base64}`;
    if (decoded === undefined) {
      return [
        {
          message: `${field}.${kind}.${part.fields.base64} is not a valid base64 value.`,
          field,
        },
      ];
    }
    bytes = decoded;
  }
  if (bytes <= CLOUD_INIT_BYTES) return [];
  return [
    {
      message: `${at} ${label} exceeds ${CLOUD_INIT_BYTES} byte limit. Should use ${part.fields.secret} for larger data.`,
      field: at,
    },
  ];
}

function validateCloudInit(
  at: string,
  kind: string,
  source: CloudInit,
): Cause[] {
  const parts: Part[] = [
    {
      label: 'userdata',
      plain: source.userData,
      base64: source.userDataBase64,
      secret: source.secretRef,
      fields: { base64: 'userDataBase64', secret: 'UserDataSecretRef' },
    },
    {
      label: 'networkdata',
      plain: source.networkData,
      base64: source.networkDataBase64,
      secret: source.networkDataSecretRef,
      fields: { base64: 'networkDataBase64', secret: 'NetworkDataSecretRef' },
    },
  ];
  const causes = parts.flatMap(part => validatePart(at, kind, part));
  const empty = parts.every(
    ({ plain, base64, secret }) => !plain && !base64 && !secret?.name,
  );
  if (empty) {
    causes.push({
      message: `${at} must have at least one userdatasource or one networkdatasource set.`,
      field: at,
    });
  }
  return causes;
}

/** Volumes: names, exactly one source, and what the sources need. */
export function validateVolumes(path: string, spec: GuestSpec): Cause[] {
  const volumes = spec.volumes ?? [];
  return volumes.flatMap((volume, index) => {
    const at = `${path}.volumes[${index}]`;
    const causes: Cause[] = [];
    const first = volumes.findIndex(({ name }) => name === volume.name);
    if (first !== index) {
      causes.push({
        message: `${at} and ${path}.volumes[${first}] must not have the same Name.`,
        field: `${at}.name`,
      });
    }
    if (sourcesOf(volume).length !== 1) {
      causes.push({
        message: `${at} must have exactly one source type set`,
        field: at,
      });
    }
    if (volume.dataVolume && !volume.dataVolume.name) {
      causes.push({
        reason: 'FieldValueRequired',
        message: "DataVolume 'name' must be set",
        field: `${at}.name`,
      });
    }
    for (const kind of ['cloudInitNoCloud', 'cloudInitConfigDrive'] as const) {
      const source = volume[kind];
      if (source) {
        causes.push(...validateCloudInit(`${at}.${kind}`, kind, source));
      }
    }
    return causes;
  });
}
