/** The letters that Kubernetes uses for generated names: no vowels, so no words. */
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function draw(random: () => number, letters: string, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    text += letters[Math.floor(random() * letters.length)];
  }
  return text;
}

/** Suffix of a generated name, such as `x7k2p`. */
export function randomSuffix(random: () => number): string {
  return draw(random, SUFFIX_LETTERS, 5);
}

/** Hexadecimal digits. */
export function randomHex(random: () => number, length: number): string {
  return draw(random, '0123456789abcdef', length);
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
