import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputTemplateRefsRef,
} from '@backstage/plugin-scaffolder-react/alpha';
import plugin from '../plugin';

describe('changeOutputs', () => {
  const extension = plugin.getExtension(
    'scaffolder-template-outputs:gitops/change-request',
  );

  it('is for the templates that Naru brings, unless others are named', () => {
    expect(
      createExtensionTester(extension).get(
        scaffolderTemplateOutputTemplateRefsRef,
      ),
    ).toEqual(['template:default/vm-linux', 'template:default/helm-app']);
    expect(
      createExtensionTester(extension, {
        config: { templateRefs: ['template:default/mine'] },
      }).get(scaffolderTemplateOutputTemplateRefsRef),
    ).toEqual(['template:default/mine']);
  });
});

describe('form fields', () => {
  it.each([
    ['scaffolder-form-field:gitops/checked-field', 'CheckedField'],
    ['scaffolder-form-field:gitops/change-preview', 'ChangePreview'],
  ] as const)('%s is ui:field %s', async (id, name) => {
    const load = createExtensionTester(plugin.getExtension(id)).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    );
    expect(await load()).toMatchObject({ name });
  });
});
