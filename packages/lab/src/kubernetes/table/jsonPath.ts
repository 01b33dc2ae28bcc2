import { isObject } from '../schema/Schema';

type Step =
  | { field: string }
  | { index: number }
  | { filter: { path: string; operator: string; value: unknown } }
  | { all: true };

const parsed = new Map<string, Step[]>();

/**
 * Values that a JSONPath of Kubernetes finds: fields (`.a.b`, `['a.b']`, `a\.b`), positions (`[0]`, `[-1]`), all
 * (`[*]`) and filters (`[?(@.type=="Ready")]`).
 */
export function findByJsonPath(root: unknown, path: string): unknown[] {
  let steps = parsed.get(path);
  if (!steps) {
    steps = parse(path.replace(/^\{|\}$/g, ''));
    parsed.set(path, steps);
  }
  return steps.reduce<unknown[]>(
    (values, step) => values.flatMap(value => take(value, step)),
    [root],
  );
}

function take(value: unknown, step: Step): unknown[] {
  if ('field' in step) {
    const found = isObject(value) ? value[step.field] : undefined;
    return found === undefined || found === null ? [] : [found];
  }
  if ('all' in step) {
    if (Array.isArray(value)) return value;
    return isObject(value) ? Object.values(value) : [];
  }
  if (!Array.isArray(value)) return [];
  if ('index' in step) {
    const found: unknown = value.at(step.index);
    return found === undefined ? [] : [found];
  }
  const { path, operator, value: wanted } = step.filter;
  return value.filter(item => {
    const found = findByJsonPath(item, path);
    if (operator === '') return found.length > 0;
    const equal = found.some(one => one === wanted);
    return operator === '==' ? equal : found.length > 0 && !equal;
  });
}

function parse(path: string): Step[] {
  const steps: Step[] = [];
  let rest = path.replace(/^[$@]/, '');
  while (rest !== '') {
    const field = /^\.?((?:\\.|[^.[\]\\])+)/.exec(rest);
    const bracket = rest.startsWith('[') ? closing(rest) : -1;
    if (bracket > 0) {
      steps.push(bracketStep(rest.slice(1, bracket).trim()));
      rest = rest.slice(bracket + 1);
    } else if (field) {
      const name = field[1].replace(/\\(.)/g, '$1');
      steps.push(name === '*' ? { all: true } : { field: name });
      rest = rest.slice(field[0].length);
    } else {
      rest = rest.slice(1);
    }
  }
  return steps;
}

function closing(text: string): number {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') depth++;
    else if (letter === ']' && --depth === 0) return index;
  }
  return -1;
}

function bracketStep(text: string): Step {
  if (text === '*') return { all: true };
  if (/^-?\d+$/.test(text)) return { index: Number(text) };
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted) return { field: quoted[2] };
  const filter = /^\?\(\s*@(\.?.*?)\s*(?:(==|!=)\s*(.*?)\s*)?\)$/.exec(text);
  if (!filter) return { field: text };
  const [, path, operator = '', literal = ''] = filter;
  return { filter: { path, operator, value: literalValue(literal) } };
}

function literalValue(text: string): unknown {
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted) return quoted[2];
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
