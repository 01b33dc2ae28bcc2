/** Text that is HTML already. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template takes: everything but {@link SafeHtml} is escaped; lists are joined, nothing is nothing. */
export type HtmlValue =
  | SafeHtml
  | string
  | number
  | false
  | undefined
  | HtmlValue[];

/** Template tag that escapes every value. */
export function html(
  strings: TemplateStringsArray,
  ...values: HtmlValue[]
): SafeHtml {
  let text = strings[0];
  for (const [index, value] of values.entries())
    text += written(value) + strings[index + 1];
  return new SafeHtml(text);
}

/** Makes text harmless inside HTML and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(written).join('');
  if (value instanceof SafeHtml) return value.text;
  return escapeHtml(String(value));
}
