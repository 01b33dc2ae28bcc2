import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { assertOwnMachine } from './assertOwnMachine';
import { createSamplePeopleProvider } from './createSamplePeopleProvider';
import { readSamplePeople, SAMPLE_PEOPLE_CONFIG_KEY } from './SamplePerson';

/**
 * The auth provider `sample-people`. Does nothing unless `auth.providers.sample-people` is configured, and stops the
 * start when it is configured where it must not be.
 *
 * @public
 */
export const authModuleSamplePeople = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-people',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        const own = config.getOptionalConfig(SAMPLE_PEOPLE_CONFIG_KEY);
        if (!own) return;
        assertOwnMachine(config);
        // Here as well as in the provider: the auth plugin only warns about a provider that fails in development.
        readSamplePeople(own);
        providers.registerProvider({
          providerId: 'sample-people',
          factory: createSamplePeopleProvider(),
        });
      },
    });
  },
});
