import { createPublicKey, JsonWebKeyInput } from 'node:crypto';

const CURVES: Record<string, { curve: string; crv: string; bytes: number }> = {
  'ecdsa-sha2-nistp256': { curve: 'nistp256', crv: 'P-256', bytes: 32 },
  'ecdsa-sha2-nistp384': { curve: 'nistp384', crv: 'P-384', bytes: 48 },
  'ecdsa-sha2-nistp521': { curve: 'nistp521', crv: 'P-521', bytes: 66 },
};
const HARDWARE = new Set([
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]);
const MINIMUM_RSA_BITS = 2048;

/**
 * Checks one line of an `authorized_keys` file, without options.
 *
 * @returns what is wrong, in words; `undefined` when it is a key that people should use
 */
export function checkSshPublicKey(line: string): string | undefined {
  const text = line.trim();
  if (/PRIVATE KEY/.test(text)) {
    return 'is a private key. Give the public one, the file that ends in .pub, and replace the private one: it has been seen';
  }
  if (/[\r\n]/.test(text)) {
    return 'holds more than one line. Give each key by itself';
  }
  const [type, encoded] = text.split(/\s+/);
  if (type === 'ssh-dss') {
    return 'is a DSA key, which SSH servers no longer take. Make one with: ssh-keygen -t ed25519';
  }
  if (
    type !== 'ssh-ed25519' &&
    type !== 'ssh-rsa' &&
    !(type in CURVES) &&
    !HARDWARE.has(type)
  ) {
    return 'does not begin with ssh-ed25519, ssh-rsa or ecdsa-sha2-…. Give the whole line of the .pub file';
  }
  if (!encoded || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    return 'is cut or changed: its second part is not base64. Copy the whole line of the .pub file';
  }
  const fields = readFields(Buffer.from(encoded, 'base64'));
  if (!fields || fields.at(0)?.toString('latin1') !== type) {
    return 'is cut or changed: its parts do not fit together. Copy the whole line of the .pub file';
  }
  return checkFields(type, fields);
}

function checkFields(type: string, fields: Buffer[]): string | undefined {
  const broken =
    'is cut or changed: it is no such key. Copy the whole line of the .pub file';
  if (HARDWARE.has(type)) {
    const expected = type.startsWith('sk-ssh') ? 3 : 4;
    return fields.length === expected ? undefined : broken;
  }
  if (type === 'ssh-ed25519') {
    return fields.length === 2 &&
      isKey({ kty: 'OKP', crv: 'Ed25519', x: encode(fields[1]) }) &&
      fields[1].length === 32
      ? undefined
      : broken;
  }
  if (type === 'ssh-rsa') {
    if (fields.length !== 3) {
      return broken;
    }
    const [e, n] = fields.slice(1).map(withoutLeadingZeros);
    const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
    if (bits < MINIMUM_RSA_BITS) {
      return `is an RSA key of ${bits} bits; ${MINIMUM_RSA_BITS} are the least. Make a better one with: ssh-keygen -t ed25519`;
    }
    return isKey({ kty: 'RSA', e: encode(e), n: encode(n) })
      ? undefined
      : broken;
  }
  const { curve, crv, bytes } = CURVES[type];
  const point = fields.at(2);
  return fields.length === 3 &&
    fields[1].toString('latin1') === curve &&
    point?.length === 1 + 2 * bytes &&
    point[0] === 4 &&
    isKey({
      kty: 'EC',
      crv,
      x: encode(point.subarray(1, 1 + bytes)),
      y: encode(point.subarray(1 + bytes)),
    })
    ? undefined
    : broken;
}

/** The fields of RFC 4253: a length of four bytes before each. */
function readFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) {
      return undefined;
    }
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) {
      return undefined;
    }
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Whether it is a key in the eyes of OpenSSL, e.g. a point that lies on its curve. */
function isKey(key: JsonWebKeyInput['key']): boolean {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function withoutLeadingZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex(byte => byte !== 0);
  return first < 0 ? bytes.subarray(bytes.length) : bytes.subarray(first);
}
