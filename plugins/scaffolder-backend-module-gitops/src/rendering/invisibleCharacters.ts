/** Something that is wrong with what was rendered. */
export interface RenderFault {
  rule: string;
  field: string;
  message: string;
  messageKo?: string;
}

/** Readers disagree about them, and nobody sees them. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** VAL-010: the texts within a value hold nothing that cannot be seen. */
export function findInvisible(value: unknown, field: string[]): RenderFault[] {
  if (typeof value === 'string') {
    const invisible = INVISIBLE.exec(value);
    if (!invisible) {
      return [];
    }
    const code = invisible[0]
      .charCodeAt(0)
      .toString(16)
      .padStart(4, '0')
      .toLocaleUpperCase('en-US');
    return [
      {
        rule: 'VAL-010',
        field: field.join('.'),
        message: `holds the invisible character U+${code}. Type the text again instead of pasting it.`,
        messageKo: `보이지 않는 문자 U+${code}가 들어 있습니다. 붙여 넣지 말고 다시 입력해 주세요.`,
      },
    ];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      findInvisible(item, [...field, `${index}`]),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) =>
      findInvisible(item, [...field, key]),
    );
  }
  return [];
}
