/** A longer pattern is nobody's. */
const LONGEST = 500;

/** Where in the path one can be after a part of the pattern, given where one was before it. */
type Step = (positions: Set<number>, path: string) => Set<number>;

/**
 * Whether a path matches a glob as Argo CD reads `directory.include` and `directory.exclude`: `*` and `**` run over slashes, `?` is one character,
 * `{a,b}` either, `[a-c]` and `[!a]` one of a set. A pattern that cannot be read matches nothing. It never tries twice, so that no pattern of a file in
 * Git takes long.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern.length > LONGEST) {
    return false;
  }
  try {
    const parts = pattern.match(/\*+|\\.|\[!?[^\]]+\]|./gs) ?? [];
    const walk = readSequence(parts, { nested: false });
    return parts.length === 0 && walk(new Set([0]), path).has(path.length);
  } catch {
    return false;
  }
}

/** Takes parts off the list up to the end, or the comma or bracket that ends an alternative. */
function readSequence(parts: string[], options: { nested: boolean }): Step {
  const steps: Step[] = [];
  while (
    parts.length > 0 &&
    parts[0] !== '}' &&
    !(options.nested && parts[0] === ',')
  ) {
    const part = parts.shift() ?? '';
    steps.push(part === '{' ? readAlternatives(parts) : stepOf(part));
  }
  return (positions, path) =>
    steps.reduce((reached, step) => step(reached, path), positions);
}

function readAlternatives(parts: string[]): Step {
  const alternatives: Step[] = [];
  let end: string | undefined;
  do {
    alternatives.push(readSequence(parts, { nested: true }));
    end = parts.shift();
  } while (end === ',');
  if (end !== '}') {
    throw new Error('a bracket is not closed');
  }
  return (positions, path) =>
    new Set(alternatives.flatMap(step => [...step(positions, path)]));
}

function stepOf(part: string): Step {
  if (part.startsWith('*')) {
    return (positions, path) => {
      const first = Math.min(...positions);
      return new Set(
        Array.from(
          { length: Math.max(path.length - first + 1, 0) },
          (_, index) => first + index,
        ),
      );
    };
  }
  const isMatch = characterOf(part);
  return (positions, path) =>
    new Set(
      [...positions]
        .filter(at => at < path.length && isMatch(path[at]))
        .map(at => at + 1),
    );
}

function characterOf(part: string): (character: string) => boolean {
  if (part === '?') {
    return () => true;
  }
  if (/^\[.+\]$/s.test(part)) {
    const set = part.slice(1, -1).replace(/[\\^]/g, '\\$&');
    const expression = new RegExp(
      set.startsWith('!') ? `[^${set.slice(1)}]` : `[${set}]`,
    );
    return character => expression.test(character);
  }
  const literal = part.length > 1 ? part.slice(1) : part;
  return character => character === literal;
}
