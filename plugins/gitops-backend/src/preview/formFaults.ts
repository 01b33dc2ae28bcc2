import { RequestFault } from '@naru/plugin-gitops-common';
import { z } from 'zod';

/** What the scaffolder says of values that do not fit the form, one by one. */
export const formErrorsSchema = z.object({
  errors: z.array(
    z.looseObject({
      path: z.array(z.union([z.string(), z.number()])).catch([]),
      message: z.string().catch('is not valid'),
      /** Keyword of the schema. */
      name: z.string().catch(''),
    }),
  ),
});

/** An error of the scaffolder about a value. */
export type FormError = z.infer<typeof formErrorsSchema>['errors'][number];

/** Say only that a part of the form does not fit, not which. */
const WHOLES = ['allOf', 'anyOf', 'oneOf', 'dependencies', 'if', 'not'];

/** Makes faults of them, question by question. Of what is not filled in yet, it says nothing. */
export function faultsOfForm(errors: FormError[]): RequestFault[] {
  const faults = errors
    .filter(({ name, path }) => name !== 'required' && path.length > 0)
    .filter(({ name }) => !WHOLES.includes(name))
    .map(({ path, message }): RequestFault => {
      const [parameter, ...rest] = path.map(String);
      const place = rest.length > 0 ? `${rest.join('.')} ` : '';
      return {
        rule: 'FORM',
        severity: 'refuse',
        path: '',
        field: path.join('.'),
        parameter,
        message: `${place}${message}.`,
        messageKo: `값이 폼의 조건에 맞지 않습니다(${place}${message}).`,
      };
    });
  return [
    ...new Map(
      faults.map(fault => [`${fault.field} ${fault.message}`, fault]),
    ).values(),
  ];
}
