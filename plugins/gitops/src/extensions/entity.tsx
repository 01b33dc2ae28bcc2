import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The way of the change that made an entity. The name of the annotation is `REQUEST_ANNOTATION`. */
export const changeCard = EntityCardBlueprint.make({
  name: 'change-request',
  params: {
    filter: { 'metadata.annotations.naru.io/request': { $exists: true } },
    type: 'info',
    loader: () =>
      import('../features/progress/ChangeCard').then(m => <m.ChangeCard />),
  },
});

/** What runs of a component where. The name of the first annotation is `APP_SELECTOR_ANNOTATION`. */
export const applicationsCard = EntityCardBlueprint.make({
  name: 'applications',
  params: {
    filter: {
      $any: [
        { 'metadata.annotations.argocd/app-selector': { $exists: true } },
        { 'metadata.annotations.argocd/app-name': { $exists: true } },
      ],
    },
    type: 'content',
    loader: () =>
      import('../features/applications/ApplicationsCard').then(m => (
        <m.ApplicationsCard />
      )),
  },
});
