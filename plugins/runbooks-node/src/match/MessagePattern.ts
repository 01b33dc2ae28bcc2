import { RE2JS } from 're2js';
import { SHORTEST_LITERAL } from './LiteralText';
import type { NormalizedMessage } from './normalizeMessage';
import { patternSize } from './patternSize';
import { mostTelling, requiredLiterals } from './requiredLiterals';

/**
 * Bounds of a pattern.
 *
 * @public
 */
export const patternLimits = {
  /** Characters. */
  length: 300,
  /** Largest number in braces. */
  repeat: 300,
  /** Instructions of the compiled program: with the length of a message it bounds the work. */
  program: 2_000,
} as const;

/**
 * A regular expression over a message: RE2, so that the time it takes grows with the message in a straight line, whatever
 * the pattern is.
 */
export class MessagePattern {
  readonly #pattern: RE2JS;
  readonly #required: readonly string[][];

  /** Instructions of the program. */
  readonly size: number;
  /** One of them stands in all that it matches, in lower case; undefined when there is none. */
  readonly literals: readonly string[] | undefined;
  /** Letters and digits that a match has at least: how much it says. */
  readonly weight: number;

  private constructor(source: string, pattern: RE2JS) {
    this.#pattern = pattern;
    this.size = pattern.programSize();
    this.#required = requiredLiterals(source);
    const literals = mostTelling(this.#required);
    this.literals = literals?.every(({ length }) => length >= SHORTEST_LITERAL)
      ? literals
      : undefined;
    this.weight = literalLetters(source);
  }

  /**
   * @throws Error in words for the writer of a page
   */
  static compile(source: string): MessagePattern {
    if (source.length > patternLimits.length) {
      throw new Error(
        `pattern has more than ${patternLimits.length} characters`,
      );
    }
    for (const [braces, low, high] of source.matchAll(
      /\{(\d+)(?:,(\d*))?\}/g,
    )) {
      if (Math.max(Number(low), Number(high ?? 0)) > patternLimits.repeat) {
        throw new Error(
          `pattern repeats ${braces}; at most ${patternLimits.repeat} times`,
        );
      }
    }
    const expected = patternSize(source);
    // It is only near the truth; what is far too large is not even compiled.
    if (expected > 3 * patternLimits.program) {
      throw new Error(tooLarge(source, expected));
    }
    let compiled: RE2JS;
    try {
      compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    } catch (error) {
      throw new Error(
        `pattern "${source}" is not in the syntax of RE2 (no look-around, no back-references): ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
    if (compiled.programSize() > patternLimits.program) {
      throw new Error(tooLarge(source, compiled.programSize()));
    }
    return new MessagePattern(source, compiled);
  }

  /** All that must stand in a match stands in the message: only then is it worth a run. */
  mayFit({ folded }: NormalizedMessage): boolean {
    return this.#required.every(set =>
      set.some(literal => folded.includes(literal)),
    );
  }

  fits(message: NormalizedMessage): boolean {
    return this.mayFit(message) && this.#pattern.test(message.text);
  }

  /** What it matches, cut to `limit` characters. */
  excerpt(text: string, limit: number): string | undefined {
    const matcher = this.#pattern.matcher(text);
    if (!matcher.find()) return undefined;
    const found = matcher.group(0) ?? '';
    return found.length > limit ? `${found.slice(0, limit - 1)}…` : found;
  }
}

function tooLarge(source: string, size: number): string {
  return `pattern "${source}" becomes a program of ${size} instructions, at most ${patternLimits.program}; repeat less`;
}

/** Letters of a pattern that stand for themselves, roughly. */
function literalLetters(source: string): number {
  const plain = source
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\(\?[^:)]*:?/g, '')
    .replace(/\\[a-zA-Z]/g, '');
  // Of alternatives one stands in the message.
  const branches = plain.replace(/\(([^()]*)\)/g, (_whole, inner: string) =>
    inner
      .split('|')
      .reduce((least, branch) =>
        branch.length < least.length ? branch : least,
      ),
  );
  return Math.min(
    ...branches
      .split('|')
      .map(branch => branch.match(/[\p{L}\p{N}]/gu)?.length ?? 0),
  );
}
