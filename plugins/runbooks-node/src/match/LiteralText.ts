import { normalizeText } from './normalizeMessage';

/** Most characters that `…` stands for. */
export const GAP_LIMIT = 200;

/** Least characters of a part: shorter ones stand everywhere. */
export const SHORTEST_LITERAL = 3;

const DIGIT = /\d/;

/**
 * A literal part of a message; `…` stands for up to 200 characters of anything.
 */
export class LiteralText {
  readonly #parts: readonly string[];

  private constructor(parts: readonly string[]) {
    this.#parts = parts;
  }

  /**
   * @throws Error when a part is too short to mean something
   */
  static compile(text: string): LiteralText {
    const parts = text
      .split('…')
      .map(normalizeText)
      .filter(part => part !== '');
    if (!parts.some(part => part.length >= SHORTEST_LITERAL)) {
      throw new Error(
        `"${text}" needs a part of at least ${SHORTEST_LITERAL} characters`,
      );
    }
    return new LiteralText(parts);
  }

  /** A message without it cannot fit. */
  get literal(): string {
    return this.#parts.reduce((longest, part) =>
      part.length > longest.length ? part : longest,
    );
  }

  /** Letters and digits: how much it says. */
  get weight(): number {
    return this.#parts.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  }

  /** All parts stand in the message, in order and near enough. The work is bounded by the length of the message for each part. */
  fits(folded: string): boolean {
    // All places where the parts so far can end, because the first place of a part need not be the right one.
    let ends: number[] | undefined;
    for (const part of this.#parts) {
      const next: number[] = [];
      let at = 0;
      for (
        let begin = find(folded, part, ends?.[0] ?? 0);
        begin !== -1;
        begin = find(folded, part, begin + 1)
      ) {
        if (ends) {
          while (at + 1 < ends.length && ends[at + 1] <= begin) at += 1;
          if (begin - ends[at] > GAP_LIMIT) {
            if (at + 1 >= ends.length) break;
            continue;
          }
        }
        next.push(begin + part.length);
      }
      if (next.length === 0) return false;
      ends = next;
    }
    return true;
  }
}

/** A number is found whole: `code 1` is not in `code 137`. */
function find(text: string, part: string, from: number): number {
  for (
    let begin = text.indexOf(part, from);
    begin !== -1;
    begin = text.indexOf(part, begin + 1)
  ) {
    const end = begin + part.length;
    const cutsNumber =
      (DIGIT.test(part[0]) && begin > 0 && DIGIT.test(text[begin - 1])) ||
      (DIGIT.test(part[part.length - 1]) &&
        end < text.length &&
        DIGIT.test(text[end]));
    if (!cutsNumber) return begin;
  }
  return -1;
}
