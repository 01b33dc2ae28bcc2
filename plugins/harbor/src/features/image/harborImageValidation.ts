import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkedFieldValidation } from '@naru/plugin-naru-react';
import type { HarborImageOptions } from './HarborImageField';
import type { ImageValue } from './ImageValue';

/** What the server's faults call this question where the template does not say. */
const PARAMETER = 'image';

/** Shows beside the field what the server has against the image. */
export const harborImageValidation: CustomFieldValidator<
  ImageValue,
  HarborImageOptions
> = (value, field, context) => {
  const { uiSchema } = context;
  const parameter = uiSchema?.['ui:options']?.parameter ?? PARAMETER;
  return checkedFieldValidation(parameter)(value, field, {
    ...context,
    uiSchema: undefined,
  });
};
