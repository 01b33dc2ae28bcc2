import { createApp } from '@backstage/frontend-defaults';

/** The portal's web app. Its features are the dependencies of this package (`app.packages: all`). */
export default createApp();
