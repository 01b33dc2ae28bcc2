/** Patterns of one site that are read. */
const mostPatterns = 200;

/**
 * Tells which paths patterns as in .gitignore name, without negation: `drafts/`, `*.tmpl`, `/top.md`. No pattern takes
 * longer than its length times the path's: it comes from the site.
 */
export function excludes(patterns: string[]): (path: string) => boolean {
  const all = patterns.slice(0, mostPatterns).map(pattern => {
    const isFolder = pattern.endsWith('/');
    const isAnchored = pattern.replace(/\/$/, '').includes('/');
    const parts = pattern.split('/').filter(part => part !== '');
    return { isFolder, parts: isAnchored ? parts : ['**', ...parts] };
  });
  return path => {
    const names = path.split('/');
    return all.some(({ isFolder, parts }) =>
      // A folder's pattern names all that is in it.
      matchesBeginning(parts, isFolder ? names.slice(0, -1) : names),
    );
  };
}

/** True when the parts of a pattern name the path, or a folder that it is in. */
function matchesBeginning(parts: string[], names: string[]): boolean {
  // For each number of names: whether the parts so far name exactly so many.
  let reached = names.map((_, index) => index === 0).concat(names.length === 0);
  for (const part of parts) {
    const next = new Array<boolean>(names.length + 1).fill(false);
    for (let count = 0; count <= names.length; count += 1) {
      if (part === '**') {
        next[count] = reached[count] || (count > 0 && next[count - 1]);
      } else {
        next[count] =
          count > 0 &&
          reached[count - 1] &&
          matchesName(part, names[count - 1]);
      }
    }
    reached = next;
  }
  const [nothing, ...some] = reached;
  return some.includes(true) || (nothing && names.length === 0);
}

/** `*` stands for any characters, `?` for one. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < name.length) {
    if (
      at < pattern.length &&
      pattern[at] !== '*' &&
      (pattern[at] === '?' || pattern[at] === name[index])
    ) {
      at += 1;
      index += 1;
    } else if (pattern[at] === '*') {
      star = at;
      resume = index;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
