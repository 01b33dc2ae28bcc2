import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** What the TLS server shows, and the authority that vouches for it. PEM. */
export interface ServerCertificate {
  key: string;
  certificate: string;
  authority: string;
}

const TEN_YEARS = 10 * 365 * 24 * 60 * 60 * 1000;

/** Reads the certificate kept in a directory, or makes authority and certificate for loopback and keeps them there. */
export async function ensureServerCertificate(
  directory: string,
): Promise<ServerCertificate> {
  const files = {
    key: join(directory, 'server.key'),
    certificate: join(directory, 'server.crt'),
    authority: join(directory, 'ca.crt'),
  };
  if (Object.values(files).every(existsSync)) {
    return {
      key: readFileSync(files.key, 'utf8'),
      certificate: readFileSync(files.certificate, 'utf8'),
      authority: readFileSync(files.authority, 'utf8'),
    };
  }
  const made = await makeServerCertificate();
  mkdirSync(directory, { recursive: true });
  writeFileSync(files.key, made.key, { mode: 0o600 });
  writeFileSync(files.certificate, made.certificate);
  writeFileSync(files.authority, made.authority);
  return made;
}

/** A new authority and a certificate for 127.0.0.1 and localhost. The authority's key is not kept. */
async function makeServerCertificate(): Promise<ServerCertificate> {
  const notAfterDate = new Date(Date.now() + TEN_YEARS);
  const common = {
    keyType: 'ec' as const,
    curve: 'P-256' as const,
    algorithm: 'sha256',
    notAfterDate,
  };
  const authority = await generate(
    [{ name: 'commonName', value: 'naru-lab-ca' }],
    {
      ...common,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const server = await generate(
    [{ name: 'commonName', value: 'kube-apiserver' }],
    {
      ...common,
      ca: { key: authority.private, cert: authority.cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 2, value: 'kubernetes.default.svc' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  );
  return {
    key: server.private,
    certificate: server.cert,
    authority: authority.cert,
  };
}
