import { OAuth2 } from '@backstage/core-app-api';
import {
  ApiBlueprint,
  configApiRef,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { companyAuthApiRef } from './companyAuthApiRef';
import { CompanyIcon } from './CompanyIcon';

/** Provides {@link companyAuthApiRef} over the backend's auth provider `oidc`. */
export const companyAuthApi = ApiBlueprint.make({
  name: 'company-auth',
  params: defineParams =>
    defineParams({
      api: companyAuthApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: ({ configApi, discoveryApi, oauthRequestApi }) =>
        OAuth2.create({
          configApi,
          discoveryApi,
          oauthRequestApi,
          environment: configApi.getOptionalString('auth.environment'),
          provider: { id: 'oidc', title: 'OpenID Connect', icon: CompanyIcon },
          defaultScopes: ['openid', 'profile', 'email'],
        }),
    }),
});
