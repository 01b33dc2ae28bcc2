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

function isAmbiguous(text: string): boolean {
  return (
    !text.includes('\n') &&
    (reads(text, '1.1') !== text || reads(text, '1.2') !== text)
  );
}

function reads(text: string, version: '1.1' | '1.2'): unknown {
  try {
    return parse(text, { version, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
