import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@naru/plugin-auth-backend-module-sample-people'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@naru/plugin-permission-backend-module-naru'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@naru/plugin-catalog-backend-module-kubevirt'));
backend.add(import('@naru/plugin-catalog-backend-module-gitops'));

backend.add(import('@naru/plugin-kubevirt-backend'));
backend.add(import('@naru/plugin-gitops-backend'));
backend.add(import('@naru/plugin-gitops-backend-module-kubevirt'));
backend.add(import('@naru/plugin-gitops-backend-module-workloads'));
backend.add(import('@naru/plugin-harbor-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@naru/plugin-scaffolder-backend-module-gitops'));
backend.add(import('@naru/plugin-scaffolder-backend-module-helm'));
backend.add(import('@naru/plugin-scaffolder-backend-module-kubevirt'));

backend.add(import('@naru/plugin-runbooks-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@naru/plugin-techdocs-backend-module-markdown'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@naru/plugin-search-backend-module-bilingual'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@naru/plugin-search-backend-module-runbooks'));
backend.add(import('@naru/plugin-search-backend-module-gitops'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start();
