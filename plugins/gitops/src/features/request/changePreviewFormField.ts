import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ChangePreview } from './ChangePreview';
import { changePreviewValidation } from './changePreviewValidation';

/** `ui:field: ChangePreview`. */
export const changePreviewFormField = createFormField({
  name: 'ChangePreview',
  component: ChangePreview,
  validation: changePreviewValidation,
});
