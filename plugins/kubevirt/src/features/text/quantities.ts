const BYTE_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes as people say them: `4 GiB`. A dash when the number is 0 or absent, which means unknown here. */
export function formatBytes(
  bytes: number | undefined,
  language: string,
): string {
  if (!bytes) {
    return '–';
  }
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const number = new Intl.NumberFormat(language, {
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
  return `${number} ${BYTE_UNITS[unit]}`;
}

/** The number in `42.5%`, 0 to 100; undefined for `N/A` and anything else. */
export function percentOf(progress: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(progress?.trim() ?? '');
  return match ? Math.min(100, Number(match[1])) : undefined;
}
