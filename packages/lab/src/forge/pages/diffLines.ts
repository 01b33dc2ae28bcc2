/** One line of a difference. */
export interface DiffLine {
  kind: 'context' | 'added' | 'removed' | 'hunk';
  text: string;
  before?: number;
  after?: number;
}

/** The lines of each file in the output of `git diff`, in its order. */
export function diffLines(diff: string): DiffLine[][] {
  const files: DiffLine[][] = [];
  let before = 0;
  let after = 0;
  let inHunk = false;
  for (const line of diff.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    const lines = files.at(-1);
    if (line.startsWith('diff --git ')) {
      files.push([]);
      inHunk = false;
    } else if (hunk && lines) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      inHunk = true;
      lines.push({ kind: 'hunk', text: line });
    } else if (inHunk && lines) {
      const text = line.slice(1);
      if (line[0] === '+') lines.push({ kind: 'added', text, after: after++ });
      else if (line[0] === '-')
        lines.push({ kind: 'removed', text, before: before++ });
      else if (line[0] === ' ')
        lines.push({
          kind: 'context',
          text,
          before: before++,
          after: after++,
        });
    }
  }
  return files;
}
