import { isJsonObject, type JsonObject } from '../model/JsonValue';
import type { HelmSettings } from './helmSettings';
import { RenderError } from './RenderError';

/**
 * Values that `helm.parameters` set, as a file of values would say it: `a.b=1` sets a number, `forceString` a text.
 *
 * @throws RenderError for names with list entries, which only helm's command line can set
 */
export function helmParameters(
  parameters: NonNullable<HelmSettings['parameters']>,
): JsonObject {
  const values: JsonObject = {};
  for (const { name, value = '', forceString = false } of parameters) {
    const path = name
      .split(/(?<!\\)\./)
      .map(step => step.replaceAll('\\.', '.'));
    if (name.includes('[') || path.includes('')) {
      throw new RenderError(
        `the lab cannot set the parameter "${name}": give it in a file of values or in valuesObject`,
      );
    }
    const last = path.pop() ?? '';
    let place = values;
    for (const step of path) {
      const inner = place[step];
      const next: JsonObject = isJsonObject(inner) ? inner : {};
      place[step] = next;
      place = next;
    }
    place[last] = forceString ? value : typed(value);
  }
  return values;
}

/** As `--set` reads it. */
function typed(text: string): unknown {
  const list = /^\{(.*)\}$/s.exec(text);
  if (list) {
    return list[1] === '' ? [] : list[1].split(/(?<!\\),/).map(typed);
  }
  const plain = text.replaceAll('\\,', ',');
  if (/^(true|false)$/i.test(plain)) return /^true$/i.test(plain);
  if (/^null$/i.test(plain)) return null;
  if (/^(0|-?[1-9]\d*)$/.test(plain) && Number.isSafeInteger(Number(plain))) {
    return Number(plain);
  }
  return plain;
}
