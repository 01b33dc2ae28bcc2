import {
  type BackstageIdentityApi,
  createApiRef,
  type OpenIdConnectApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/frontend-plugin-api';

/**
 * The company's sign-in: the backend's auth provider `oidc`.
 *
 * @public
 */
export const companyAuthApiRef = createApiRef<
  OpenIdConnectApi & ProfileInfoApi & BackstageIdentityApi & SessionApi
>().with({ id: 'naru.auth.company', pluginId: 'app' });
