const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
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

const QUANTITY =
  /^\s*([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?\s*$/;

/**
 * Reads a Kubernetes quantity such as `4Gi`, `500m`, `1.5` or `2e3`.
 *
 * @returns the plain number (bytes, cores), or `undefined` for what is no quantity.
 * @public
 */
export function parseQuantity(
  quantity: string | number | undefined,
): number | undefined {
  if (typeof quantity === 'number') {
    return Number.isFinite(quantity) ? quantity : undefined;
  }
  const match = quantity?.match(QUANTITY);
  if (!match) {
    return undefined;
  }
  const [, digits, exponent = '', suffix = ''] = match;
  return Number(`${digits}${exponent}`) * FACTORS[suffix];
}
