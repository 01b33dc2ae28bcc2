import { coreComponentsTranslationRef } from '@backstage/core-components';
import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { catalogTranslationRef } from '@backstage/plugin-catalog';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react';
import { kubernetesTranslationRef } from '@backstage/plugin-kubernetes';
import { kubernetesReactTranslationRef } from '@backstage/plugin-kubernetes-react';
import { notificationsTranslationRef } from '@backstage/plugin-notifications';
import { orgTranslationRef } from '@backstage/plugin-org';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react';
import { searchTranslationRef } from '@backstage/plugin-search';
import { searchReactTranslationRef } from '@backstage/plugin-search-react';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings';

const resources = {
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { ko: () => import('./ko/catalog') },
  }),
  'catalog-graph': createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { ko: () => import('./ko/catalogGraph') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { ko: () => import('./ko/catalogReact') },
  }),
  'core-components': createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { ko: () => import('./ko/coreComponents') },
  }),
  kubernetes: createTranslationResource({
    ref: kubernetesTranslationRef,
    translations: { ko: () => import('./ko/kubernetes') },
  }),
  'kubernetes-react': createTranslationResource({
    ref: kubernetesReactTranslationRef,
    translations: { ko: () => import('./ko/kubernetesReact') },
  }),
  notifications: createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { ko: () => import('./ko/notifications') },
  }),
  org: createTranslationResource({
    ref: orgTranslationRef,
    translations: { ko: () => import('./ko/org') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: {
      en: () => import('./en/scaffolder'),
      ko: () => import('./ko/scaffolder'),
    },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { ko: () => import('./ko/scaffolderReact') },
  }),
  search: createTranslationResource({
    ref: searchTranslationRef,
    translations: { ko: () => import('./ko/search') },
  }),
  'search-react': createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { ko: () => import('./ko/searchReact') },
  }),
  techdocs: createTranslationResource({
    ref: techdocsTranslationRef,
    translations: { ko: () => import('./ko/techdocs') },
  }),
  'user-settings': createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { ko: () => import('./ko/userSettings') },
  }),
};

/** The Korean words of stock plugins, and English ones that fit the portal better than the stock ones. */
export const stockWords = Object.entries(resources).map(([name, resource]) =>
  TranslationBlueprint.make({ name, params: { resource } }),
);
