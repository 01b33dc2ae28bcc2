import type MarkdownIt from 'markdown-it';
import type { StateCore } from 'markdown-it';

const box = /^\[([ xX])\][ \t]+/;

/** `- [ ] step` and `- [x] step` as boxes that nobody can tick. */
export function tasks(markdown: MarkdownIt): void {
  markdown.core.ruler.push('tasks', (state: StateCore) => {
    for (const [index, item] of state.tokens.entries()) {
      const inline = state.tokens[index + 2];
      const first = inline?.children?.[0];
      if (
        item.type !== 'list_item_open' ||
        inline?.type !== 'inline' ||
        first?.type !== 'text'
      ) {
        continue;
      }
      const match = box.exec(first.content);
      if (!match) continue;
      item.attrJoin('class', 'task-list-item');
      first.content = first.content.slice(match[0].length);
      const tick = new state.Token('task', 'input', 0);
      tick.attrs = [
        ['type', 'checkbox'],
        ['disabled', ''],
      ];
      if (match[1] !== ' ') tick.attrSet('checked', '');
      inline.children!.unshift(tick);
    }
  });
}
