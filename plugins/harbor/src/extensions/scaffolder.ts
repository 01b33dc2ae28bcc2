import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** `ui:field: HarborImage` of templates. */
export const harborImageField = FormFieldBlueprint.make({
  name: 'harbor-image',
  params: {
    field: () =>
      import('../features/image/harborImageFormField').then(
        module => module.harborImageFormField,
      ),
  },
});
