import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { faultMessage } from './faultMessage';
import { previewApiRef } from './PreviewApi';
import { templateRefOf } from './templateRefOf';

/** A person who pressed "Next" waits no longer than this; the action checks everything again. */
const PATIENCE_MS = 10_000;

/**
 * Validation of a form field that shows, on "Next", what the server has against its value. It asks the preview about
 * the whole form, so the fields of a page share one question. When there is no answer, the form goes on: the preview
 * page says so, and the action that makes the pull request checks everything again.
 *
 * @param parameter - the name by which faults call this question; default: the field's `ui:options.parameter`
 * @public
 */
export function checkedFieldValidation(
  parameter?: string,
): CustomFieldValidator<unknown, { parameter?: string }> {
  return async (_value, field, context) => {
    const { apiHolder, formData, uiSchema } = context;
    const asked = parameter ?? uiSchema?.['ui:options']?.parameter;
    const previewApi = apiHolder.get(previewApiRef);
    const templateRef = templateRefOf(window.location.pathname);
    if (!asked || !previewApi || !templateRef) {
      return;
    }
    const language =
      apiHolder.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
    const preview = await previewApi
      .preview(
        { templateRef, values: formData },
        { signal: AbortSignal.timeout(PATIENCE_MS) },
      )
      .catch(() => undefined);
    const faults = preview?.faults ?? [];
    // The same may be wrong in several files, e.g. of each environment.
    const words = new Set(
      faults
        .filter(({ severity }) => severity === 'refuse')
        .filter(fault => fault.parameter === asked)
        .map(fault => faultMessage(fault, language)),
    );
    words.forEach(message => field.addError(message));
  };
}
