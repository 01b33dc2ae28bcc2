import { isError } from '@backstage/errors';

/**
 * What went wrong, as far as the screen treats it differently.
 *
 * @public
 */
export interface Problem {
  /**
   * - `forbidden`: the person may not see it.
   * - `gone`: there is no such thing.
   * - `unreachable`: no answer from the portal.
   * - `system-unreachable`: the portal answered that the system behind it does not.
   * - `other`: anything else.
   */
  kind: 'forbidden' | 'gone' | 'unreachable' | 'system-unreachable' | 'other';
  /** The backend's own words, when it had any. */
  words?: string;
}

/**
 * Tells apart why a call of the backend failed.
 *
 * @public
 */
export function problemOf(error: unknown): Problem {
  if (!isError(error)) {
    return { kind: 'other', words: String(error) };
  }
  const words = wordsOf(error);
  switch (statusOf(error)) {
    case undefined:
      // fetch rejects with a TypeError when there is no connection, and with TimeoutError after our own limit.
      return error.name === 'TypeError' || error.name === 'TimeoutError'
        ? { kind: 'unreachable' }
        : { kind: 'other', words };
    case 401:
    case 403:
      return { kind: 'forbidden', words };
    case 404:
      return { kind: 'gone', words };
    case 503:
      return { kind: 'system-unreachable', words };
    case 502:
    case 504:
      return { kind: 'unreachable' };
    default:
      return { kind: 'other', words };
  }
}

function statusOf(error: Error): number | undefined {
  return 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

/** A `ResponseError` carries the backend's words in its cause; its own message only repeats the status. */
function wordsOf(error: Error): string {
  return statusOf(error) !== undefined && isError(error.cause)
    ? error.cause.message
    : error.message;
}
