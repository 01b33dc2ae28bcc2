import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';

const validator = customizeValidator();

/**
 * The values of a form as they will be when the person has been through all its pages and changed nothing there: what
 * the pages ahead would set by default is in it, what nobody answered is not.
 */
export function completeForm(
  form: TemplateParameterSchema,
  values: Record<string, unknown>,
): Record<string, unknown> {
  let complete: Record<string, unknown> = withoutGaps(values);
  for (const { schema } of form.steps) {
    complete = getDefaultFormState(
      validator,
      schema as RJSFSchema,
      complete,
      schema as RJSFSchema,
      false,
      // As the page of the scaffolder does it.
      { allOf: 'populateDefaults' },
    ) as Record<string, unknown>;
  }
  return withoutGaps(complete);
}

function withoutGaps(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
}
