import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { ReleaseFault } from '../release/Release';
import { Values } from '../release/ChartValues';

/**
 * Checks the values of a release by the schema of its chart, so that a fault has a place in the form.
 *
 * @param schema - text of `values.schema.json`
 * @returns no faults when the schema itself cannot be used: helm says what is wrong with it
 */
export function checkSchema(values: Values, schema: string): ReleaseFault[] {
  const validate = compiled(schema);
  if (!validate) {
    return [];
  }
  validate(values);
  const errors = validate.errors ?? [];
  // Parts of an alternative do not count; the alternative itself says that none fits.
  const whole = errors.filter(
    ({ schemaPath }) => !/\/(anyOf|oneOf|not)\/./.test(schemaPath),
  );
  return whole.map(error => {
    const place = error.instancePath.slice(1).replace(/\//g, '.');
    const within = (name: unknown) => (place ? `${place}.${name}` : `${name}`);
    const [values_, message, messageKo] = wordsOf(error, { place, within });
    return { rule: 'SCHEMA', values: values_, message, messageKo };
  });
}

/** By the text of the schema: versions of charts do not change. */
const validators = new Map<string, ValidateFunction | undefined>();
const MAX_VALIDATORS = 30;

function compiled(schema: string): ValidateFunction | undefined {
  if (!validators.has(schema)) {
    const [oldest] = validators.keys();
    if (validators.size >= MAX_VALIDATORS) {
      validators.delete(oldest);
    }
    validators.set(schema, compile(schema));
  }
  return validators.get(schema);
}

function compile(schema: string): ValidateFunction | undefined {
  try {
    return new Ajv({
      strict: false,
      allErrors: true,
      unicodeRegExp: false,
    }).compile(JSON.parse(schema));
  } catch {
    return undefined;
  }
}

function wordsOf(
  { keyword, params, message = 'is not valid' }: ErrorObject,
  at: { place: string; within: (name: unknown) => string },
): [place: string, english: string, korean: string] {
  const { place, within } = at;
  switch (keyword) {
    case 'additionalProperties':
      return [
        within(params.additionalProperty),
        'is no value of the chart.',
        '차트에 없는 값입니다.',
      ];
    case 'required':
      return [within(params.missingProperty), 'is missing.', '값이 없습니다.'];
    case 'minimum':
      return [
        place,
        `must be at least ${params.limit}.`,
        `${params.limit} 이상이어야 합니다.`,
      ];
    case 'maximum':
      return [
        place,
        `must be at most ${params.limit}.`,
        `${params.limit} 이하여야 합니다.`,
      ];
    case 'maxLength':
      return [
        place,
        `must be at most ${params.limit} characters.`,
        `${params.limit}자 이하여야 합니다.`,
      ];
    case 'maxItems':
      return [
        place,
        `must be at most ${params.limit} entries.`,
        `${params.limit}개까지 넣을 수 있습니다.`,
      ];
    case 'enum':
      return [
        place,
        `must be one of ${params.allowedValues.filter(String).join(', ')}.`,
        `${params.allowedValues.filter(String).join(', ')} 중 하나여야 합니다.`,
      ];
    case 'type':
      return [
        place,
        `must be of type ${params.type}.`,
        `${params.type} 형식이어야 합니다.`,
      ];
    case 'pattern':
      return [
        place,
        'is not written as the chart needs it.',
        '차트가 받는 형식이 아닙니다.',
      ];
    case 'not':
      return [place, 'is not allowed here.', '여기에 쓸 수 없는 값입니다.'];
    default:
      return [place, `${message}.`, `값이 맞지 않습니다(${message}).`];
  }
}
