import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultHarbor } from './harbor/DefaultHarbor';
import { Harbor } from './harbor/Harbor';

/**
 * The Harbors of `harbor.instances`: one client for each in the whole process, so that limits and cache are shared.
 *
 * @public
 */
export const harborServiceRef = createServiceRef<Harbor>({
  id: 'harbor.harbor',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => DefaultHarbor.fromConfig(config),
    }),
});
