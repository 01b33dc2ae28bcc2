import { isError } from '@backstage/errors';
import { problemOf } from '@naru/plugin-naru-react';
import type { Signal } from '@naru/plugin-runbooks-common';

/**
 * Why a call of a backend of Naru failed, as signals: as Naru's own, and as those of the system behind it, e.g. `argocd`.
 *
 * @public
 */
export function errorSignals(error: unknown, behind?: string): Signal[] {
  const { words } = problemOf(error);
  const http = statusOf(error);
  const message = words ?? (isError(error) ? error.message : undefined);
  return ['naru', ...(behind ? [behind] : [])].map(system => ({
    system,
    ...(http && { http }),
    ...(message && { message }),
  }));
}

function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
