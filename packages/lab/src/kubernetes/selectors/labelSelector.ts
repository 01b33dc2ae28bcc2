import { ApiError } from '../KubernetesApi';

/** Whether an object's labels are wanted. */
export type LabelTest = (labels: Record<string, string>) => boolean;

const SET = /^([^\s!=<>,()]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([^\s!=<>,()]+)\s*(==|=|!=)\s*([^\s!=<>,()]*)$/;
const PRESENCE = /^(!?)\s*([^\s!=<>,()]+)$/;

/**
 * Reads a label selector: equality (`a=b,c!=d`), sets (`a in (b,c)`, `a notin (b)`) and presence (`a`, `!a`).
 *
 * @throws ApiError 400 when it cannot be read
 */
export function parseLabelSelector(text: string | undefined): LabelTest {
  if (text === undefined || text.trim() === '') return () => true;
  const tests = splitOutsideParentheses(text).map(part => parsePart(part));
  return labels => tests.every(test => test(labels));
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map(part => part.trim());
}

function parsePart(part: string): LabelTest {
  const equality = EQUALITY.exec(part);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const set = SET.exec(part);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return operator === 'in'
      ? labels => labels[key] !== undefined && values.includes(labels[key])
      : labels => labels[key] === undefined || !values.includes(labels[key]);
  }
  const presence = PRESENCE.exec(part);
  if (presence) {
    const [, not, key] = presence;
    return not
      ? labels => labels[key] === undefined
      : labels => labels[key] !== undefined;
  }
  throw new ApiError(
    400,
    'BadRequest',
    `unable to parse requirement: found '${part}', expected: a label key with '=', '!=', 'in', 'notin' or alone`,
  );
}
