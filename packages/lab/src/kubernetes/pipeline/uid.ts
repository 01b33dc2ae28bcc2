/** A version-4 UUID from the lab's own dice. */
export function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () =>
    Math.floor(random() * 16).toString(16),
  );
  digits[12] = '4';
  digits[16] = '89ab'[Math.floor(random() * 4)];
  const text = digits.join('');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters behind a `generateName`. */
export function nameSuffix(random: () => number): string {
  return Array.from(
    { length: 5 },
    () => LETTERS[Math.floor(random() * LETTERS.length)],
  ).join('');
}
