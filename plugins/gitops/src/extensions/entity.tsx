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
