/** Most characters of a message that are read. */
export const MESSAGE_LIMIT = 8 * 1024;

/**
 * A message as it is compared.
 */
export interface NormalizedMessage {
  /** One line, straight quotes. */
  text: string;
  /** `text` in lower case. */
  folded: string;
}

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*[A-Za-z]/g;

/**
 * Makes what different systems do to the same message equal: spaces and line ends, quotes, colours of a terminal, letters
 * in one piece or in several.
 */
export function normalizeMessage(message: string): NormalizedMessage {
  const text = straighten(
    message.length > MESSAGE_LIMIT ? message.slice(0, MESSAGE_LIMIT) : message,
  );
  return { text, folded: fold(text) };
}

/** The same for a text of a page. */
export function normalizeText(text: string): string {
  return fold(straighten(text));
}

function straighten(text: string): string {
  return text
    .normalize('NFC')
    .replace(COLOURS, '')
    .replace(/\\"/g, '"')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

function fold(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
