/** Hexadecimal digits. */
export function randomHex(random: () => number, length: number): string {
  return Array.from({ length }, () =>
    Math.floor(random() * 16).toString(16),
  ).join('');
}

/** UUID of version 4. */
export function randomUuid(random: () => number): string {
  const hex = randomHex(random, 30);
  const variant = '89ab'[Math.floor(random() * 4)];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(12, 15)}`,
    `${variant}${hex.slice(15, 18)}`,
    hex.slice(18, 30),
  ].join('-');
}
