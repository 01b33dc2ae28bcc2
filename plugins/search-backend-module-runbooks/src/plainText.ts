/**
 * Markdown as words to search in: marks are left out, what code says stays.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^ *(`{3,}|~{3,}).*$/gm, '')
    .replace(/^ *!!! \w+ "?([^"\n]*)"?$/gm, '$1')
    .replace(/!?\[([^[\]]*)\]\([^()\n]*\)/g, '$1')
    .replace(/^#+ +/gm, '')
    .replace(/\{#[\w-]+\} *$/gm, '')
    .replace(/^[ |:-]+$/gm, '')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
