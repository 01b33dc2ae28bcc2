import { toError } from '@backstage/errors';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ClusterConnection } from '../ClusterConnection';
import type { ClusterEntry } from './readClusterConnections';

const CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Makes a connection of a config entry that has its `url`.
 *
 * @param key - the config key that errors name
 * @throws Error with one line that says what is wrong; never a token.
 */
export function createClusterConnection(
  entry: ClusterEntry,
  key: string,
): ClusterConnection {
  const fail = (problem: string): never => {
    throw new Error(`Config ${key}: cluster "${entry.name}": ${problem}`);
  };
  const skipTLSVerify = entry.skipTLSVerify ?? false;
  if (skipTLSVerify && process.env.NODE_ENV === 'production') {
    fail('skipTLSVerify is refused in production; give caData or caFile');
  }
  if (entry.caData && entry.caFile) {
    fail('give caData or caFile, not both');
  }
  if (entry.serviceAccountToken && entry.serviceAccountTokenFile) {
    fail('give serviceAccountToken or serviceAccountTokenFile, not both');
  }
  const ca = readAuthority(entry, fail);
  const url = readUrl(entry.url, skipTLSVerify, fail);
  const { serviceAccountToken, serviceAccountTokenFile } = entry;
  if (serviceAccountToken && !isHeaderSafe(serviceAccountToken)) {
    fail('serviceAccountToken holds characters that a token cannot have');
  }
  return {
    name: entry.name,
    title: entry.title ?? entry.name,
    url,
    ca,
    skipTLSVerify,
    token: async () =>
      serviceAccountTokenFile
        ? readToken(serviceAccountTokenFile)
        : serviceAccountToken,
  };
}

/** Read at each call: the kubelet replaces the file about once an hour, and the file is small. */
async function readToken(file: string): Promise<string> {
  const token = (await readFile(file, 'utf8')).trim();
  if (!isHeaderSafe(token)) {
    throw new Error(`The file ${file} does not hold a token`);
  }
  return token;
}

function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

function readUrl(
  text: string | undefined,
  skipTLSVerify: boolean,
  fail: (problem: string) => never,
): string {
  if (text === undefined) {
    return fail('url is missing');
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol)) {
    return fail('url must be the https address of the API server');
  }
  if (url.username || url.password || url.search || url.hash) {
    return fail('url must have no user, password, query or fragment');
  }
  if (url.protocol === 'http:' && !skipTLSVerify) {
    return fail(
      'url is http, which would send the token in clear; use https, or set skipTLSVerify on your own machine',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readAuthority(
  entry: ClusterEntry,
  fail: (problem: string) => never,
): string | undefined {
  const { caData, caFile } = entry;
  if (caFile) {
    let text: string;
    try {
      text = readFileSync(caFile, 'utf8');
    } catch (error) {
      return fail(`caFile cannot be read: ${toError(error).message}`);
    }
    return checkedPem(text) ?? fail(`caFile ${caFile} holds no certificate`);
  }
  if (caData) {
    const text = caData.includes('-----BEGIN')
      ? caData
      : Buffer.from(caData, 'base64').toString('utf8');
    return (
      checkedPem(text) ??
      fail('caData holds no certificate, neither PEM nor base64 of PEM')
    );
  }
  return undefined;
}

function checkedPem(text: string): string | undefined {
  const certificates = text.match(CERTIFICATE) ?? [];
  try {
    for (const certificate of certificates) {
      void new X509Certificate(certificate);
    }
  } catch {
    return undefined;
  }
  return certificates.length > 0 ? `${certificates.join('\n')}\n` : undefined;
}
