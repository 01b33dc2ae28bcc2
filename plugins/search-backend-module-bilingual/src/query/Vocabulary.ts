import { HANGUL, initialsOf, lettersOf } from '../analysis/hangul';
import { PAIR } from '../analysis/termsOf';

function editsWithin(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) {
    return false;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, beforeLast[j - 2] + 1);
      }
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) {
      return false;
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] <= limit;
}

/** The terms of one type of documents, and how many documents have each. */
export class Vocabulary {
  readonly #frequencies: ReadonlyMap<string, number>;
  readonly documents: number;
  #sorted?: string[];
  #korean?: { word: string; letters: string; initials: string }[];

  constructor(options: {
    frequencies: ReadonlyMap<string, number>;
    documents: number;
  }) {
    this.#frequencies = options.frequencies;
    this.documents = options.documents;
  }

  frequency(term: string): number {
    return this.#frequencies.get(term) ?? 0;
  }

  /** Terms that begin so and are longer, not more than `limit`. */
  startingWith(prefix: string, limit: number): string[] {
    this.#sorted ??= [...this.#frequencies.keys()]
      .filter(term => !term.startsWith(PAIR))
      .sort((a, b) => (a < b ? -1 : 1));
    const sorted = this.#sorted;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found: string[] = [];
    for (
      let index = low;
      index < sorted.length &&
      found.length < limit &&
      sorted[index].startsWith(prefix);
      index += 1
    ) {
      if (sorted[index] !== prefix) {
        found.push(sorted[index]);
      }
    }
    return found;
  }

  /** English words that differ by a slip of the fingers: one edit, or two in long words; the first letter is right. */
  similar(word: string, limit: number): string[] {
    const edits = word.length >= 8 ? 2 : 1;
    const found: string[] = [];
    for (const term of this.startingWith(word[0], Infinity)) {
      if (
        /^[a-z]+$/u.test(term) &&
        term.length > 3 &&
        editsWithin(word, term, edits)
      ) {
        found.push(term);
      }
    }
    return found
      .sort((a, b) => this.frequency(b) - this.frequency(a))
      .slice(0, limit);
  }

  /** Korean words whose typed letters begin so: `ㅇㅣㄴㅈ` finds `인증서`. */
  typedAs(letters: string, limit: number): string[] {
    return this.#koreanWhere(word => word.letters.startsWith(letters), limit);
  }

  /** Korean words whose first consonants begin so: `ㅇㅈㅅ` finds `인증서`. */
  withInitials(initials: string, limit: number): string[] {
    return this.#koreanWhere(word => word.initials.startsWith(initials), limit);
  }

  #koreanWhere(
    fits: (word: { letters: string; initials: string }) => boolean,
    limit: number,
  ): string[] {
    this.#korean ??= [...this.#frequencies.keys()]
      .filter(term => HANGUL.test(term[0]))
      .map(word => ({
        word,
        letters: lettersOf(word),
        initials: initialsOf(word),
      }));
    return this.#korean
      .filter(fits)
      .map(({ word }) => word)
      .sort((a, b) => this.frequency(b) - this.frequency(a))
      .slice(0, limit);
  }
}

/** The vocabularies of several types as one. */
export class Vocabularies {
  readonly #all: readonly Vocabulary[];

  constructor(all: readonly Vocabulary[]) {
    this.#all = all;
  }

  get documents(): number {
    return this.#all.reduce((sum, one) => sum + one.documents, 0);
  }

  frequency(term: string): number {
    return this.#all.reduce((sum, one) => sum + one.frequency(term), 0);
  }

  startingWith(prefix: string, limit: number): string[] {
    return this.#each(one => one.startingWith(prefix, limit * 4), limit);
  }

  similar(word: string, limit: number): string[] {
    return this.#each(one => one.similar(word, limit), limit);
  }

  typedAs(letters: string, limit: number): string[] {
    return this.#each(one => one.typedAs(letters, limit), limit);
  }

  withInitials(initials: string, limit: number): string[] {
    return this.#each(one => one.withInitials(initials, limit), limit);
  }

  #each(find: (one: Vocabulary) => string[], limit: number): string[] {
    const found = [...new Set(this.#all.flatMap(find))];
    return found
      .sort((a, b) => this.frequency(b) - this.frequency(a))
      .slice(0, limit);
  }
}
