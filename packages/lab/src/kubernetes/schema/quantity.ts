const QUANTITY =
  /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

const SUFFIX: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Whether a JSON value is a resource quantity (`"10Gi"`, `"500m"`, `2`). */
export function isQuantity(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'string' && QUANTITY.test(value))
  );
}

/** Amount of a quantity in its base unit; undefined when it is none. */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? QUANTITY.exec(value) : undefined;
  if (!match) return undefined;
  const [, digits, suffix = ''] = match;
  const factor = SUFFIX[suffix] ?? Number(`1${suffix}`);
  return Number(digits) * factor;
}

/** Writes an amount the short way: with the largest binary or decimal suffix that leaves it whole. */
export function formatQuantity(amount: number, like?: unknown): string {
  const binary = typeof like === 'string' && /i$/.test(like);
  if (amount !== 0 && !Number.isInteger(amount)) {
    return `${Math.ceil(amount * 1000)}m`;
  }
  const suffixes = binary
    ? ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki']
    : ['E', 'P', 'T', 'G', 'M', 'k'];
  for (const suffix of suffixes) {
    if (amount !== 0 && amount % SUFFIX[suffix] === 0) {
      return `${amount / SUFFIX[suffix]}${suffix}`;
    }
  }
  return String(amount);
}
