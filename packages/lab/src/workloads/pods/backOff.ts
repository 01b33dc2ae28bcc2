const FIRST_SECONDS = 10;
const LONGEST_SECONDS = 300;

/** Seconds that the kubelet waits before its next try, after `failures` (1 or more) of them. */
export function backOffSeconds(failures: number): number {
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (failures - 1));
}

/** Seconds as Go writes a duration: `10s`, `1m20s`, `5m0s`. */
export function goDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${seconds % 60}s`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
