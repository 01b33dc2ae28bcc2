import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page "Runbooks". */
export const rootRouteRef = createRouteRef();
