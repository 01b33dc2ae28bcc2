import { foldText } from '../analysis/tokens';

/** The text with only letters and digits, one space between words, in lower case: to compare messages word for word. */
export function squeeze(text: string): string {
  return foldText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
