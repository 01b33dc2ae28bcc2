import {
  formatQuantity,
  parseQuantity,
} from '../../kubernetes/schema/quantity';

/** A quantity that can be added: cores, bytes or a count. */
export interface Amount {
  value: number;
  /** Whether it is written with `Mi` and its like. */
  binary: boolean;
}

export const NOTHING: Amount = { value: 0, binary: false };

/** Amounts by the name of a quota's resource, such as `requests.cpu`. */
export type Amounts = Map<string, Amount>;

// Sums of fractions of a core must not drift, and bytes have no fractions.
function exact(value: number): number {
  return Math.abs(value) > 1e6
    ? Math.round(value)
    : Math.round(value * 1000) / 1000;
}

/** Reads a quantity; nothing when it is none. */
export function amountOf(quantity: unknown): Amount {
  return {
    value: exact(parseQuantity(quantity) ?? 0),
    binary: typeof quantity === 'string' && quantity.endsWith('i'),
  };
}

/** Sum, or difference with `sign` -1. It is written as the first one that is not zero. */
export function added(a: Amount, b: Amount, sign: 1 | -1 = 1): Amount {
  const value = exact(a.value + sign * b.value);
  return { value, binary: a.value === 0 ? b.binary : a.binary };
}

/** The amount as Kubernetes writes it. */
export function written({ value, binary }: Amount): string {
  return formatQuantity(value, binary ? '1Ki' : undefined);
}

/** Adds amounts into `target`, or takes them out of it. */
export function addInto(target: Amounts, more: Amounts, sign: 1 | -1): void {
  for (const [name, amount] of more) {
    target.set(name, added(target.get(name) ?? NOTHING, amount, sign));
  }
}
