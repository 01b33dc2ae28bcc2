import { equalJson, fieldAt, isJsonObject } from '../model/JsonValue';

/** Way to one place in a JSON value. */
export type FieldPath = (string | number)[];

/** Path of a JSON pointer such as `/spec/template/metadata/annotations/a~1b`. */
export function pointerPath(pointer: string): FieldPath {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

type Step =
  | { type: 'field'; name: string }
  | { type: 'index'; at: number }
  | { type: 'each' }
  | { type: 'select'; path: string[]; equals: unknown };

/**
 * Places that a jq path expression names in `value`. Understood are fields, `["field"]`, `[0]`, `[]` and
 * `| select(.field == "text")`; an expression with anything else names nothing.
 */
export function jqPaths(value: unknown, expression: string): FieldPath[] {
  const steps = parseExpression(expression);
  if (!steps) return [];
  let found: { path: FieldPath; value: unknown }[] = [{ path: [], value }];
  for (const step of steps) {
    found = found.flatMap(place => follow(place, step));
  }
  return found.map(place => place.path);
}

/** Value at a path, undefined when it is not there. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)];
    return isJsonObject(inner) ? inner[step] : undefined;
  }, value);
}

/** Takes away what is at the path; nothing happens when it is not there. */
export function removeAt(value: unknown, path: FieldPath): void {
  const parent = valueAt(value, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined) return;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isJsonObject(parent)) delete parent[last];
}

/** Sets the value at the path, making objects on the way; lists are not made longer. */
export function setAt(value: unknown, path: FieldPath, content: unknown): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  if (Array.isArray(value)) {
    const at = Number(step);
    if (at >= value.length) return;
    if (rest.length === 0) value[at] = content;
    else setAt(value[at], rest, content);
  } else if (isJsonObject(value)) {
    if (rest.length === 0) value[step] = content;
    else setAt((value[step] ??= {}), rest, content);
  }
}

function follow(
  place: { path: FieldPath; value: unknown },
  step: Step,
): { path: FieldPath; value: unknown }[] {
  const { path, value } = place;
  switch (step.type) {
    case 'field':
      return isJsonObject(value) && step.name in value
        ? [{ path: [...path, step.name], value: value[step.name] }]
        : [];
    case 'index':
      return Array.isArray(value) && step.at < value.length
        ? [{ path: [...path, step.at], value: value[step.at] }]
        : [];
    case 'each':
      if (Array.isArray(value)) {
        return value.map((entry, at) => ({
          path: [...path, at],
          value: entry,
        }));
      }
      return isJsonObject(value)
        ? Object.entries(value).map(([name, entry]) => ({
            path: [...path, name],
            value: entry,
          }))
        : [];
    default:
      return equalJson(fieldAt(value, ...step.path), step.equals)
        ? [place]
        : [];
  }
}

const TOKEN =
  /^(?:\.?\["([^"]*)"\]|\.?\[(\d+)\]|\.?\[\]|\.([A-Za-z_][\w-]*)|\.|\s*\|\s*select\(\s*\.([\w.-]+)\s*==\s*("[^"]*"|\d+|true|false)\s*\)|\s*\|\s*(?=\.))\??/;

function parseExpression(expression: string): Step[] | undefined {
  const steps: Step[] = [];
  let rest = expression.trim();
  while (rest !== '') {
    const match = TOKEN.exec(rest);
    if (!match || match[0] === '') return undefined;
    const [text, quoted, index, name, selector, literal] = match;
    if (quoted !== undefined) steps.push({ type: 'field', name: quoted });
    else if (index !== undefined) {
      steps.push({ type: 'index', at: Number(index) });
    } else if (name !== undefined) steps.push({ type: 'field', name });
    else if (selector !== undefined) {
      steps.push({
        type: 'select',
        path: selector.split('.'),
        equals: JSON.parse(literal),
      });
    } else if (text.includes('[]')) steps.push({ type: 'each' });
    rest = rest.slice(text.length);
  }
  return steps;
}
