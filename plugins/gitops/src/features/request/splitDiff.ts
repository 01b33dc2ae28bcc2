import type { ChangePreview } from '@naru/plugin-gitops-common';

/** What happens to one file of a request. */
export interface FileChange {
  path: string;
  kind: 'new' | 'changed' | 'same';
  /** Hunks of a changed file, the whole text of a new or unchanged one. */
  text: string;
  added: number;
  removed: number;
}

/** Takes the one diff of a preview apart by file. */
export function splitDiff(
  preview: Pick<ChangePreview, 'files' | 'diff'>,
): FileChange[] {
  const diff = `\n${preview.diff}`;
  const starts = preview.files.map(({ path, before }) => {
    const from = before === undefined ? '/dev/null' : `a/${path}`;
    return diff.indexOf(`\n--- ${from}\n+++ b/${path}\n`);
  });
  return preview.files.map(({ path, before, after }, index) => {
    if (before === undefined) {
      const added = linesOf(after).length;
      return { path, kind: 'new', text: after, added, removed: 0 };
    }
    if (before === after) {
      return { path, kind: 'same', text: after, added: 0, removed: 0 };
    }
    const start = starts[index];
    const end = Math.min(
      diff.length,
      ...starts.filter(other => start >= 0 && other > start),
    );
    const hunks = start < 0 ? [] : linesOf(diff.slice(start + 1, end)).slice(2);
    return {
      path,
      kind: 'changed',
      text: hunks.length > 0 ? hunks.join('\n') : after,
      added: hunks.filter(line => line.startsWith('+')).length,
      removed: hunks.filter(line => line.startsWith('-')).length,
    };
  });
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
