import { InputError } from '@backstage/errors';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * Checks that a name may stand in a path of the Kubernetes API, so that it cannot lead to another object.
 *
 * @throws InputError when it is not a lower-case DNS subdomain of at most 253 characters.
 * @public
 */
export function pathSegment(name: string): string {
  if (!SUBDOMAIN.test(name) || name.includes('..')) {
    throw new InputError(
      `${JSON.stringify(
        name.slice(0, 80),
      )} is not the name of a Kubernetes object`,
    );
  }
  return name;
}
