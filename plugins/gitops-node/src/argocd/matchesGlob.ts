/** A longer pattern is nobody's. */
const LONGEST = 500;

/**
 * Whether a path matches a glob as Argo CD reads `directory.include` and `directory.exclude`: `*` and `**` run over slashes, `?` is one character,
 * `{a,b}` either, `[a-c]` and `[!a]` one of a set. A pattern that cannot be read matches nothing.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern.length > LONGEST) {
    return false;
  }
  try {
    return new RegExp(`^${expressionOf(pattern)}$`, 's').test(path);
  } catch {
    return false;
  }
}

function expressionOf(pattern: string): string {
  let depth = 0;
  const parts = pattern.match(/\*+|\\.|\[!?[^\]]+\]|./gs) ?? [];
  return parts
    .map(part => {
      if (part.startsWith('*')) {
        return '.*';
      }
      if (/^\[.+\]$/s.test(part)) {
        const set = part.slice(1, -1).replace(/\\/g, '\\\\');
        return set.startsWith('!') ? `[^${set.slice(1)}]` : `[${set}]`;
      }
      switch (part) {
        case '?':
          return '.';
        case '{':
          depth += 1;
          return '(?:';
        case '}':
          depth -= 1;
          return ')';
        case ',':
          return depth > 0 ? '|' : ',';
        default:
          return (part.length > 1 ? part.slice(1) : part).replace(
            /[.*+?^${}()|[\]\\/]/g,
            '\\$&',
          );
      }
    })
    .join('');
}
