/**
 * Whether a path matches a pattern of `spec.source.directory`, or one of the patterns in `{a,b}`. As in Argo CD `*`
 * also matches slashes there.
 */
export function matchesFilePattern(path: string, pattern: string): boolean {
  return toExpression(pattern, '.*').test(path);
}

/** Whether a directory matches a pattern of an ApplicationSet's git generator, where `*` stays within one segment. */
export function matchesDirectoryPattern(
  path: string,
  pattern: string,
): boolean {
  return toExpression(pattern, '[^/]*').test(path);
}

function toExpression(pattern: string, star: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '*') {
      while (pattern[at + 1] === '*') at++;
      source += star;
    } else if (character === '?') {
      source += '[^/]';
    } else if (character === '{') {
      depth++;
      source += '(?:';
    } else if (character === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (character === ',' && depth > 0) {
      source += '|';
    } else {
      source += character.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 's');
}
