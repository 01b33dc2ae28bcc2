import { generateKeyPairSync, KeyObject } from 'node:crypto';

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function line(type: string, ...fields: Buffer[]): string {
  const blob = Buffer.concat([Buffer.from(type), ...fields].map(field));
  return `${type} ${blob.toString('base64')} dana@example.com`;
}

function part(key: KeyObject, name: 'x' | 'y' | 'n' | 'e'): Buffer {
  return Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');
}

/** A fresh public key of Ed25519 in OpenSSH's form. */
export function ed25519Key(): string {
  const { publicKey } = generateKeyPairSync('ed25519');
  return line('ssh-ed25519', part(publicKey, 'x'));
}

/** A fresh public key of RSA in OpenSSH's form. */
export function rsaKey(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const positive = Buffer.concat([Buffer.from([0]), part(publicKey, 'n')]);
  return line('ssh-rsa', part(publicKey, 'e'), positive);
}

/** A fresh public key on a NIST curve in OpenSSH's form. */
export function ecdsaKey(size: 256 | 384 | 521): string {
  const { publicKey } = generateKeyPairSync('ec', {
    namedCurve: `P-${size}`,
  });
  const point = [Buffer.from([4]), part(publicKey, 'x'), part(publicKey, 'y')];
  return line(
    `ecdsa-sha2-nistp${size}`,
    Buffer.from(`nistp${size}`),
    Buffer.concat(point),
  );
}

/** A key whose fields a test chooses. */
export const keyOf = line;
