import { isJsonObject, type JsonObject } from '../model/JsonValue';
import type { TextRenderer } from './renderTemplate';
import { TemplateError } from './TemplateError';

const TOKEN =
  /\s*(?:(\|)|(\()|(\))|"((?:[^"\\]|\\.)*)"|`([^`]*)`|(-?\d+)\b|(\.[A-Za-z_][\w.]*|\.)|([A-Za-z_]\w*))/y;

type Token =
  | { type: 'pipe' | 'open' | 'close' }
  | { type: 'literal'; value: unknown }
  | { type: 'field'; path: string[]; text: string }
  | { type: 'name'; name: string };

const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  lower: text => String(text).toLocaleLowerCase('en-US'),
  upper: text => String(text).toLocaleUpperCase('en-US'),
  trim: text => String(text).trim(),
  quote: text => JSON.stringify(String(text)),
  trimPrefix: (prefix, text) =>
    String(text).startsWith(String(prefix))
      ? String(text).slice(String(prefix).length)
      : text,
  trimSuffix: (suffix, text) =>
    String(text).endsWith(String(suffix))
      ? String(text).slice(0, -String(suffix).length || undefined)
      : text,
  replace: (from, to, text) =>
    String(text).replaceAll(String(from), String(to)),
  default: (fallback, value) =>
    value === undefined || value === '' || value === false ? fallback : value,
  join: (separator, list) =>
    Array.isArray(list) ? list.map(String).join(String(separator)) : list,
  normalize: text => normalizedName(String(text)),
  printf: (format, ...values) =>
    String(format).replace(/%[sdv]/g, () => String(values.shift())),
};

/** A text as a DNS name: lower case, other characters as `-`, at most 253. */
export function normalizedName(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9.-]/g, '-')
    .slice(0, 253)
    .replace(/^[.-]+|[.-]+$/g, '');
}

/**
 * Renders the part of Go's template language that ApplicationSets use: fields, `index`, pipes, literals and a few
 * functions. Anything else is refused.
 *
 * @param options - `missingKeyIsError`: `goTemplateOptions: ["missingkey=error"]`
 */
export function goRenderer(
  parameters: JsonObject,
  options: { missingKeyIsError: boolean },
): TextRenderer {
  return template => {
    let rendered = '';
    let rest = template;
    while (rest !== '') {
      const start = rest.indexOf('{{');
      if (start === -1) return rendered + rest;
      const end = rest.indexOf('}}', start);
      if (end === -1) throw unparsable(template, 'unclosed action');
      let action = rest.slice(start + 2, end);
      let before = rest.slice(0, start);
      let after = rest.slice(end + 2);
      if (/^-\s/.test(action)) {
        before = before.trimEnd();
        action = action.slice(1);
      }
      if (/\s-$/.test(action)) {
        after = after.trimStart();
        action = action.slice(0, -1);
      }
      const value = evaluate({ template, action, parameters, ...options });
      rendered += before + (value === undefined ? '<no value>' : String(value));
      rest = after;
    }
    return rendered;
  };
}

interface Evaluation {
  /** The whole text, for messages. */
  template: string;
  action: string;
  parameters: JsonObject;
  missingKeyIsError: boolean;
}

function evaluate(evaluation: Evaluation): unknown {
  const reader = { tokens: tokenize(evaluation), at: 0 };
  const value = pipeline(evaluation, reader);
  if (reader.at < reader.tokens.length) {
    throw unparsable(evaluation.template, 'unexpected token in operand');
  }
  return value;
}

interface TokenReader {
  tokens: Token[];
  at: number;
}

function pipeline(evaluation: Evaluation, reader: TokenReader): unknown {
  let value = command(evaluation, reader, []);
  while (reader.tokens[reader.at]?.type === 'pipe') {
    reader.at++;
    value = command(evaluation, reader, [value]);
  }
  return value;
}

function command(
  evaluation: Evaluation,
  reader: TokenReader,
  piped: unknown[],
): unknown {
  const token = reader.tokens[reader.at];
  if (token?.type !== 'name') return operand(evaluation, reader);
  reader.at++;
  const values: unknown[] = [];
  const ends = ['pipe', 'close', undefined];
  while (!ends.includes(reader.tokens[reader.at]?.type)) {
    values.push(operand(evaluation, reader));
  }
  return call(evaluation, token.name, [...values, ...piped]);
}

function operand(evaluation: Evaluation, reader: TokenReader): unknown {
  const token = reader.tokens[reader.at++];
  switch (token?.type) {
    case 'literal':
      return token.value;
    case 'field':
      return fieldOf(evaluation, token.path, token.text);
    case 'open': {
      const value = pipeline(evaluation, reader);
      if (reader.tokens[reader.at++]?.type !== 'close') {
        throw unparsable(evaluation.template, 'unclosed left paren');
      }
      return value;
    }
    default:
      throw unparsable(evaluation.template, 'missing value for command');
  }
}

function tokenize({ template, action }: Evaluation): Token[] {
  const tokens: Token[] = [];
  const text = action.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      throw unparsable(
        template,
        `unexpected ${JSON.stringify(text.slice(from, from + 1))} in operand`,
      );
    }
    const [, pipe, open, close, quoted, raw, number, field, name] = match;
    if (pipe) tokens.push({ type: 'pipe' });
    else if (open) tokens.push({ type: 'open' });
    else if (close) tokens.push({ type: 'close' });
    else if (quoted !== undefined) {
      tokens.push({ type: 'literal', value: JSON.parse(`"${quoted}"`) });
    } else if (raw !== undefined) tokens.push({ type: 'literal', value: raw });
    else if (number) tokens.push({ type: 'literal', value: Number(number) });
    else if (field) {
      const path = field.split('.').filter(step => step !== '');
      tokens.push({ type: 'field', path, text: field });
    } else tokens.push({ type: 'name', name });
  }
  return tokens;
}

function fieldOf(
  evaluation: Evaluation,
  path: string[],
  text: string,
): unknown {
  let value: unknown = evaluation.parameters;
  for (const step of path) {
    const inner: unknown = isJsonObject(value) ? value[step] : undefined;
    if (inner === undefined && evaluation.missingKeyIsError) {
      throw new TemplateError(
        `failed to execute go template ${evaluation.template}: template: :1:${
          evaluation.template.indexOf(text) + text.lastIndexOf(`.${step}`)
        }: executing "" at <${text}>: map has no entry for key "${step}"`,
      );
    }
    value = inner;
  }
  return value;
}

function call(evaluation: Evaluation, name: string, args: unknown[]): unknown {
  if (name === 'index') {
    const [list, ...steps] = args;
    return steps.reduce<unknown>((value, step) => {
      if (Array.isArray(value)) {
        if (Number(step) < value.length) return value[Number(step)];
        throw new TemplateError(
          `failed to execute go template ${
            evaluation.template
          }: template: :1: executing "" at <index>: error calling index: index out of range: ${String(
            step,
          )}`,
        );
      }
      return isJsonObject(value) ? value[String(step)] : undefined;
    }, list);
  }
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) {
    throw unparsable(
      evaluation.template,
      `function ${JSON.stringify(name)} not defined`,
    );
  }
  return known(...args);
}

function unparsable(template: string, why: string): TemplateError {
  return new TemplateError(
    `failed to parse template ${template}: template: :1: ${why}`,
  );
}
