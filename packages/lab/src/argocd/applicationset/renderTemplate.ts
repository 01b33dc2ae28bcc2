import { isJsonObject, type JsonObject } from '../model/JsonValue';

/** Fills in one text of a template. */
export type TextRenderer = (text: string) => string;

/** Fills in every text of a template, names of fields included. */
export function renderTemplate(value: unknown, render: TextRenderer): unknown {
  if (typeof value === 'string') return render(value);
  if (Array.isArray(value)) {
    return value.map(entry => renderTemplate(entry, render));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      render(name),
      renderTemplate(entry, render),
    ]),
  );
}

/** The older template language: `{{path.basename}}`; a name that is not known stays as it is. */
export function plainRenderer(parameters: JsonObject): TextRenderer {
  const flat = flatten(parameters, '');
  return text =>
    text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (whole, name: string) => {
      return flat[name] ?? whole;
    });
}

function flatten(value: unknown, prefix: string): Record<string, string> {
  if (isJsonObject(value)) {
    return Object.assign(
      {},
      ...Object.entries(value).map(([name, entry]) =>
        flatten(entry, prefix ? `${prefix}.${name}` : name),
      ),
    );
  }
  return {
    [prefix]: typeof value === 'string' ? value : JSON.stringify(value),
  };
}
