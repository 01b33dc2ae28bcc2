import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { IncompleteFormError } from './IncompleteFormError';

const validator = customizeValidator();

/** How far questions may depend on each other. */
const DEPTH = 5;

/**
 * The values of a form as they will be when the person has been through all its pages and changed nothing there: what
 * the pages ahead would set by default is in it, what nobody answered is not. Throws {@link IncompleteFormError} when the
 * form itself would not accept that.
 */
export function completeForm(
  form: TemplateParameterSchema,
  values: Record<string, unknown>,
): Record<string, unknown> {
  let complete = withoutGaps(values);
  for (const { schema } of form.steps) {
    complete = withDefaults(schema as RJSFSchema, complete);
  }
  complete = withoutGaps(complete);
  for (const { title, schema } of form.steps) {
    if (
      !validator.isValid(schema as RJSFSchema, complete, schema as RJSFSchema)
    ) {
      throw new IncompleteFormError(`Page '${title}' is not filled in yet`);
    }
  }
  return complete;
}

/** A default may bring up questions that depend on it, which have defaults of their own. */
function withDefaults(
  schema: RJSFSchema,
  values: Record<string, unknown>,
): Record<string, unknown> {
  let complete = values;
  for (let round = 0; round < DEPTH; round += 1) {
    const next = getDefaultFormState(
      validator,
      schema,
      complete,
      schema,
      false,
      // As the page of the scaffolder does it.
      { allOf: 'populateDefaults' },
    ) as Record<string, unknown>;
    if (Object.keys(next).length === Object.keys(complete).length) {
      return next;
    }
    complete = next;
  }
  return complete;
}

function withoutGaps(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
}
