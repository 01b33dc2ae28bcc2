import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { checkedFieldValidation } from '@naru/plugin-naru-react';
import { CheckedField } from './CheckedField';

/** `ui:field: CheckedField`. */
export const checkedFormField = createFormField({
  name: 'CheckedField',
  component: CheckedField,
  validation: checkedFieldValidation(),
});
