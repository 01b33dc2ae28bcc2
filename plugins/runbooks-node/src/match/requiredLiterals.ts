/** What an item of a sequence asks for. */
type Item =
  | { kind: 'char'; char: string }
  | { kind: 'group'; sets: string[][] }
  | { kind: 'other' };

const MOST_ALTERNATIVES = 16;

class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** What each match has: of every set one. */
  alternation(): string[][] {
    const branches = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at += 1;
      branches.push(this.#sequence());
    }
    if (branches.length === 1) return branches[0];
    const literals: string[] = [];
    for (const branch of branches) {
      const best = mostTelling(branch);
      if (!best) return [];
      literals.push(...best);
    }
    return literals.length > MOST_ALTERNATIVES ? [] : [literals];
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #sequence(): string[][] {
    const sets: string[][] = [];
    let run = '';
    const endRun = () => {
      if (run !== '') sets.push([run.toLocaleLowerCase('en-US')]);
      run = '';
    };
    for (
      let next = this.#peek();
      next !== undefined && next !== '|' && next !== ')';
      next = this.#peek()
    ) {
      const item = this.#item();
      const { least, once } = this.#repeat();
      if (item.kind === 'char' && once) {
        run += item.char;
        continue;
      }
      if (item.kind === 'char' && least > 0) run += item.char;
      endRun();
      if (item.kind === 'group' && least > 0) sets.push(...item.sets);
    }
    endRun();
    return sets;
  }

  #item(): Item {
    const char = this.#text[this.#at];
    this.#at += 1;
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        this.#skipClass();
        return { kind: 'other' };
      case '.':
      case '^':
      case '$':
        return { kind: 'other' };
      case '\\':
        return this.#escape();
      default:
        return { kind: 'char', char };
    }
  }

  #group(): Item {
    if (this.#peek() === '?') {
      const head = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(
        this.#text.slice(this.#at),
      );
      if (!head) return this.#giveUp();
      this.#at += head[0].length;
    }
    const sets = this.alternation();
    if (this.#peek() !== ')') return this.#giveUp();
    this.#at += 1;
    return { kind: 'group', sets };
  }

  #skipClass(): void {
    if (this.#peek() === '^') this.#at += 1;
    if (this.#peek() === ']') this.#at += 1;
    for (let char = this.#peek(); char !== ']'; char = this.#peek()) {
      if (char === undefined) {
        this.#giveUp();
        return;
      }
      if (this.#text.startsWith('[:', this.#at)) {
        const end = this.#text.indexOf(':]', this.#at + 2);
        this.#at = end === -1 ? this.#at + 1 : end + 2;
      } else {
        this.#at += char === '\\' ? 2 : 1;
      }
    }
    this.#at += 1;
  }

  #escape(): Item {
    const char = this.#text[this.#at];
    this.#at += 1;
    if (char === undefined) return this.#giveUp();
    // Classes and assertions of RE2 are letters; a letter that is none of these is left to RE2 to refuse.
    if (/[pPxQ0-9]/.test(char)) return this.#giveUp();
    return /[a-zA-Z]/.test(char) ? { kind: 'other' } : { kind: 'char', char };
  }

  #repeat(): { least: number; once: boolean } {
    const found = /^(?:[*+?]|\{(\d+)(,\d*)?\})\??/.exec(
      this.#text.slice(this.#at),
    );
    if (!found) return { least: 1, once: true };
    this.#at += found[0].length;
    const [whole, count] = found;
    if (count !== undefined) return { least: Number(count), once: false };
    return { least: whole[0] === '+' ? 1 : 0, once: false };
  }

  /** Sets the end to a place where nothing is, so that the whole gives no literal. */
  #giveUp(): Item {
    this.#at = Number.NEGATIVE_INFINITY;
    return { kind: 'other' };
  }
}

/**
 * Literal texts of a regular expression, in lower case: whatever it matches has one of each set. They are only a filter: it
 * is enough that none is ever wrong, so what is not understood gives no set.
 */
export function requiredLiterals(pattern: string): string[][] {
  const reader = new PatternReader(pattern);
  const sets = reader.alternation();
  return reader.atEnd ? sets : [];
}

/** The set whose shortest literal is the longest: fewest messages have one of it. */
export function mostTelling(sets: readonly string[][]): string[] | undefined {
  let best: string[] | undefined;
  for (const set of sets) {
    if (!best || shortest(set) > shortest(best)) best = set;
  }
  return best;
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(literal => literal.length));
}
