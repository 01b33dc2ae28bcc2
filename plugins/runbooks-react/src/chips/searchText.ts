const LENGTH = 120;

/** What of a message is worth searching for: its first words, without what is different each time. */
export function searchText(message: string): string {
  const plain = message
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?/g, ' ')
    .replaceAll(/\b(?:sha256:)?[0-9a-f]{16,}\b/gi, ' ')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ' ')
    .replaceAll(/["'`“”‘’]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= LENGTH) {
    return plain;
  }
  const cut = plain.slice(0, LENGTH + 1);
  const end = cut.lastIndexOf(' ');
  return cut.slice(0, end > 0 ? end : LENGTH).trim();
}
