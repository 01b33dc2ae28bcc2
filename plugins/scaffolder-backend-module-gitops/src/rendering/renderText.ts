import { findInvisible, RenderFault } from './invisibleCharacters';
import {
  ABSENT,
  PLACEHOLDER,
  PlaceholderScopes,
  valueOf,
} from './placeholders';

/**
 * Fills the placeholders of a text for people, e.g. of Markdown.
 *
 * @remarks
 *
 * What a value holds stays words: no heading, list, link, table, HTML, or inclusion of another file comes of it, and no second line. A list becomes
 * its items with commas. A line that has placeholders, all of them optional and without a value, is left out.
 *
 * @throws Error when the content of the template itself is wrong
 */
export function renderText(options: {
  content: string;
  scopes: PlaceholderScopes;
}): { text: string; faults: RenderFault[] } {
  const { content, scopes } = options;
  const faults: RenderFault[] = [];
  const lines = content.split('\n').flatMap((line, index) => {
    const place = `line ${index + 1}`;
    let filled = 0;
    let absent = 0;
    const text = line.replace(PLACEHOLDER, (_, expression: string, at) => {
      const value = valueOf(expression, { scopes, place });
      if (value === ABSENT) {
        absent += 1;
        return '';
      }
      filled += 1;
      faults.push(...findInvisible(value, [place]));
      const words = wordsOf(value, place);
      return line.slice(0, at).trim() === '' ? asLineBeginning(words) : words;
    });
    return absent > 0 && filled === 0 ? [] : [text];
  });
  return { text: lines.join('\n'), faults };
}

function wordsOf(value: unknown, place: string): string {
  if (Array.isArray(value)) {
    return value.map(item => wordsOf(item, place)).join(', ');
  }
  if (typeof value === 'object') {
    throw new Error(`${place}: only text, numbers and lists can be written`);
  }
  return String(value)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]]/g, '\\$&')
    .replace(/[<>&|~$^#!]/g, asEntity);
}

/** Keeps words at the beginning of a line from being a list, a heading, a rule, a block or metadata. */
function asLineBeginning(words: string): string {
  return words.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^[-+=:%]/, asEntity);
}

/** Not every reader of Markdown takes a backslash before these. */
function asEntity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
