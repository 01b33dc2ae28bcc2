import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { isIP } from 'node:net';
import { SAMPLE_PEOPLE_CONFIG_KEY } from './SamplePerson';

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLocaleLowerCase('en-US');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost');
}

/** The host that the backend listens on: nothing means every address of the machine. */
function listenHost(config: Config): string {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'object') {
    return config.getOptionalString('backend.listen.host') ?? '';
  }
  const text = String(listen ?? '');
  return text.includes(':') ? text.slice(0, text.lastIndexOf(':')) : '';
}

/**
 * Refuses to go on unless this backend is somebody's own: not in production, and reachable from this machine only.
 * A sign-in without passwords is never right anywhere else, so there is no setting that allows it.
 *
 * @throws NotAllowedError with the one thing that speaks against it
 */
export function assertOwnMachine(config: Config): void {
  const refuse = (why: string) => {
    throw new NotAllowedError(
      `${SAMPLE_PEOPLE_CONFIG_KEY} signs people in without a password and is for one's own machine only, but ${why}. Remove it from the configuration and set up auth.providers.oidc`,
    );
  };
  if (process.env.NODE_ENV === 'production') {
    refuse('NODE_ENV is production');
  }
  const environment = config.getOptionalString('auth.environment');
  if (environment !== 'development') {
    refuse(`auth.environment is ${environment ?? 'not set'}`);
  }
  const baseUrl = new URL(config.getString('backend.baseUrl'));
  if (!isLoopback(baseUrl.hostname)) {
    refuse(`backend.baseUrl is on ${baseUrl.hostname}`);
  }
  const host = listenHost(config);
  if (!isLoopback(host)) {
    refuse(`backend.listen takes connections on ${host || 'every address'}`);
  }
}
