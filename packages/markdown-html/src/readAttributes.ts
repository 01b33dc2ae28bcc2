/** Attributes that a page may give: `{#id .class width="300"}`. */
export interface Attributes {
  id?: string;
  classes: string[];
  /** Width and height of an image, in pixels or per cent. */
  size: { width?: string; height?: string };
}

const entry =
  /^(?:#([\p{L}\p{N}_][\p{L}\p{N}_.:-]*)|\.([A-Za-z_][\w-]*)|([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+)))(?:\s+|$)/u;

/**
 * Reads an attribute list. Names other than id, class, width and height are read and left out.
 *
 * @returns undefined when the text is no attribute list
 */
export function readAttributes(text: string): Attributes | undefined {
  let rest = text.replace(/^\{:?\s*/, '').replace(/\s*\}$/, '');
  if (rest === '') return undefined;
  const attributes: Attributes = { classes: [], size: {} };
  while (rest !== '') {
    const match = entry.exec(rest);
    if (!match) return undefined;
    const [whole, id, name, key, quoted, single, bare] = match;
    const value = quoted ?? single ?? bare ?? '';
    if (id) attributes.id = id;
    else if (name) attributes.classes.push(name);
    else if (
      (key === 'width' || key === 'height') &&
      /^\d{1,5}(?:px|%)?$/.test(value)
    ) {
      attributes.size[key] = value;
    }
    rest = rest.slice(whole.length);
  }
  return attributes;
}
