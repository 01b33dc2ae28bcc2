/** Time since a moment the way kubectl shows it: `5s`, `2m10s`, `3h5m`, `4d2h`, `90d`, `3y`. */
export function age(from: unknown, now: Date): string {
  const start = typeof from === 'string' ? Date.parse(from) : Number.NaN;
  if (Number.isNaN(start)) return '<unknown>';
  return duration((now.getTime() - start) / 1000);
}

/** A length of time in seconds, as `k8s.io/apimachinery` writes it for people. */
export function duration(length: number): string {
  const seconds = Math.floor(length);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return withRest(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  if (years < 8) return withRest(years, 'y', days % 365, 'd');
  return `${years}y`;
}

function withRest(
  value: number,
  unit: string,
  rest: number,
  restUnit: string,
): string {
  return rest === 0 ? `${value}${unit}` : `${value}${unit}${rest}${restUnit}`;
}
