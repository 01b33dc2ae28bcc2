import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { lazy, Suspense } from 'react';

const TaskRunbooks = lazy(() =>
  import('./features/tasks/TaskRunbooks').then(m => ({
    default: m.TaskRunbooks,
  })),
);

/**
 * Puts the runbooks of a failed task above its page, whatever its template and its actions are. The extension point of
 * the scaffolder, outputs of a template, is asked for templates by name only.
 */
export const taskRunbooksModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    scaffolderPlugin.getExtension('sub-page:scaffolder/tasks').override({
      *factory(originalFactory) {
        const { reactElement } = coreExtensionData;
        const page = originalFactory();
        yield* [...page].filter(({ id }) => id !== reactElement.id);
        yield reactElement(
          <>
            <Suspense fallback={null}>
              <TaskRunbooks />
            </Suspense>
            {page.get(reactElement)}
          </>,
        );
      },
    }),
  ],
});
