import type { Retry } from '../model/Application';

const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a Go duration such as `5s` or `1m30s`, undefined when it is none. */
export function durationSeconds(text: string | undefined): number | undefined {
  if (!text || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
}

/**
 * Seconds to wait before a failed sync is tried again.
 *
 * @param retries - 1 for the first retry
 */
export function retryDelay(retry: Retry | undefined, retries: number): number {
  const duration = durationSeconds(retry?.backoff?.duration) ?? 5;
  const factor = retry?.backoff?.factor ?? 2;
  const longest = durationSeconds(retry?.backoff?.maxDuration) ?? 180;
  return Math.min(duration * factor ** retries, longest);
}

/**
 * Seconds from the end of the last sync to the next try to heal, so that an object that two parties fight over does
 * not keep Argo CD busy: 0, 2, 6, 18, … up to five minutes.
 */
export function selfHealDelay(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(2 * 3 ** (attempts - 1), 300);
}

/** A time as Argo CD writes it into messages: `9:36AM`. */
export function kitchenTime(time: Date): string {
  const hours = time.getHours();
  const minutes = String(time.getMinutes()).padStart(2, '0');
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? 'AM' : 'PM'}`;
}
