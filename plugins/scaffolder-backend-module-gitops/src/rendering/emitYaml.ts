import { Document, parse, Scalar, visit } from 'yaml';

/**
 * Writes a value as YAML that says the same to every reader.
 *
 * @remarks
 *
 * Argo CD and cloud-init read by other rules than YAML 1.2 (`yes`, `0777`, `12:30:00` are no strings there), so a string that one of both
 * versions could take for something else is quoted. The same value always gives the same text.
 */
export function emitYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && isAmbiguous(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Letters first, and nothing that has a meaning: every reader takes it for words. */
const PLAIN = /^[A-Za-z/](?:[\w/.-]|:(?=[\w/])| (?=[\w/]))*$/;
/** Words that a reader takes for a truth value, a number or nothing. */
const MEANINGFUL = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

/** YAML 1.1 takes them for "merge" and "value"; as a key, the first would take in what is below it. */
const SPECIAL = ['<<', '='];
/** As a block, such lines would lose their blanks. */
const BLANK_LINE = /^\s|(?:^|\n)[ \t]+(?:\n|$)/;

function isAmbiguous(text: string): boolean {
  // Parsing is slow, and most texts are plain.
  if (PLAIN.test(text) && !MEANINGFUL.test(text)) {
    return false;
  }
  if (text.includes('\n')) {
    return BLANK_LINE.test(text);
  }
  return (
    SPECIAL.includes(text) ||
    reads(text, '1.1') !== text ||
    reads(text, '1.2') !== text
  );
}

function reads(text: string, version: '1.1' | '1.2'): unknown {
  try {
    return parse(text, { version, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
