import {
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
  type ScaffolderTemplateOutputsComponent,
} from '@backstage/plugin-scaffolder-react/alpha';
import { lazy, Suspense, type ComponentProps } from 'react';
import { z } from 'zod';

const ChangeOutputs = lazy(() =>
  import('../features/progress/ChangeOutputs').then(m => ({
    default: m.ChangeOutputs,
  })),
);

/**
 * Leads on from the task of a template to the merge, Argo CD and the live object. The scaffolder asks for the
 * templates by name: those whose `output` has `repository` and `branch` of `gitops:pull-request`.
 */
export const changeOutputs =
  scaffolderTemplateOutputsBlueprint.makeWithOverrides({
    name: 'change-request',
    configSchema: {
      templateRefs: z.array(z.string()).optional(),
    },
    factory(originalFactory, { config }) {
      return originalFactory({
        component: LazyChangeOutputs,
        templateRefs: config.templateRefs ?? [
          'template:default/vm-linux',
          'template:default/helm-app',
        ],
      });
    },
  });

/** A boundary of its own keeps the rest of the task page on screen while this is fetched. */
function LazyChangeOutputs(
  props: ComponentProps<ScaffolderTemplateOutputsComponent>,
) {
  return (
    <Suspense fallback={null}>
      <ChangeOutputs {...props} />
    </Suspense>
  );
}

/** Questions that the server checks while the person is still at them: `ui:field: CheckedField`. */
export const checkedField = FormFieldBlueprint.make({
  name: 'checked-field',
  params: {
    field: () =>
      import('../features/request/checkedFormField').then(
        m => m.checkedFormField,
      ),
  },
});

/** The page of a form that shows what the request would do: `ui:field: ChangePreview`. */
export const changePreviewField = FormFieldBlueprint.make({
  name: 'change-preview',
  params: {
    field: () =>
      import('../features/request/changePreviewFormField').then(
        m => m.changePreviewFormField,
      ),
  },
});
