import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { previewApiRef, templateRefOf } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { distinctFaults } from './distinctFaults';

/** A person who pressed "Review" waits no longer than this; the action checks everything again. */
const PATIENCE_MS = 15_000;

/** Keeps the form on the preview while there is something that the server would refuse. */
export const changePreviewValidation: CustomFieldValidator<null> = async (
  _value,
  field,
  { apiHolder, formData },
) => {
  const previewApi = apiHolder.get(previewApiRef);
  const templateRef = templateRefOf(window.location.pathname);
  if (!previewApi || !templateRef) {
    return;
  }
  const preview = await previewApi
    .preview(
      { templateRef, values: formData },
      { signal: AbortSignal.timeout(PATIENCE_MS) },
    )
    .catch(() => undefined);
  const count = distinctFaults(preview?.faults ?? [], 'refuse').length;
  if (count) {
    const words = apiHolder
      .get(translationApiRef)
      ?.getTranslation(gitopsTranslationRef);
    field.addError(
      words?.ready
        ? words.t('preview.blocked', { count })
        : 'Correct first what is named here',
    );
  }
};
