import { SHORTEST_LITERAL } from './LiteralText';

const GRAM = SHORTEST_LITERAL;
const BITS = 16;
const SLOTS = 2 ** BITS;

/**
 * Finds which of many literals stand in a text, in one pass over it: each literal is filed under the three characters of it
 * that fewest others have.
 */
export class LiteralIndex<T> {
  readonly #slots: (
    | { literal: string; offset: number; items: T[] }[]
    | undefined
  )[];

  constructor(entries: Iterable<readonly [string, T]>) {
    const items = new Map<string, T[]>();
    for (const [literal, item] of entries) {
      const known = items.get(literal);
      if (known) known.push(item);
      else items.set(literal, [item]);
    }
    const counts = new Uint32Array(SLOTS);
    for (const literal of items.keys()) {
      for (let at = 0; at + GRAM <= literal.length; at += 1) {
        counts[slotAt(literal, at)] += 1;
      }
    }
    this.#slots = new Array(SLOTS);
    for (const [literal, found] of items) {
      let offset = 0;
      for (let at = 1; at + GRAM <= literal.length; at += 1) {
        if (counts[slotAt(literal, at)] < counts[slotAt(literal, offset)]) {
          offset = at;
        }
      }
      (this.#slots[slotAt(literal, offset)] ??= []).push({
        literal,
        offset,
        items: found,
      });
    }
  }

  /** Items of all literals in the text, each once for each of its literals. */
  find(text: string): T[] {
    const seen = new Set<string>();
    const found: T[] = [];
    for (let at = 0; at + GRAM <= text.length; at += 1) {
      const bucket = this.#slots[slotAt(text, at)];
      if (!bucket) continue;
      for (const { literal, offset, items } of bucket) {
        if (!seen.has(literal) && text.startsWith(literal, at - offset)) {
          seen.add(literal);
          found.push(...items);
        }
      }
    }
    return found;
  }
}

function slotAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) * 31 * 31 +
      text.charCodeAt(at + 1) * 31 +
      text.charCodeAt(at + 2)) &
    (SLOTS - 1)
  );
}
