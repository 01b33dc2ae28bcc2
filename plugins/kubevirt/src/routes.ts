import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page "Virtual machines". */
export const rootRouteRef = createRouteRef();

/** The form of a template: where a machine is asked for. */
export const requestFormRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The page that lists change requests: where a change in Git is followed. */
export const changesRouteRef = createExternalRouteRef({
  defaultTarget: 'gitops.root',
});
