import {
  AppRootElementBlueprint,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { EntityContentLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { DocumentLanguage } from './language/DocumentLanguage';
import { Navigation } from './navigation/Navigation';
import { companyAuthApi } from './signIn/companyAuthApi';
import { darkTheme, lightTheme } from './theme/themes';
import { stockWords } from './words/stockWords';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./signIn/SignInPage').then(m => m.SignInPage),
  },
});

const navigation = NavContentBlueprint.make({
  params: { component: Navigation },
});

// The logo leads here, so it has no entry in the navigation.
const startPage = PageBlueprint.make({
  name: 'start',
  params: {
    path: '/',
    title: 'Naru',
    noHeader: true,
    loader: () => import('./start/StartPage').then(m => <m.StartPage />),
  },
});

const documentLanguage = AppRootElementBlueprint.make({
  name: 'document-language',
  params: { element: <DocumentLanguage /> },
});

// Machines and services: people come to see how they do.
const firstThingsLayout = EntityContentLayoutBlueprint.make({
  name: 'first-things',
  params: {
    filter: {
      $any: [
        { kind: 'resource', 'spec.type': 'virtual-machine' },
        { kind: 'component', 'spec.type': 'service' },
      ],
    },
    loader: () =>
      import('./entity/FirstThingsLayout').then(m => m.FirstThingsLayout),
  },
});

/**
 * The portal's shell.
 *
 * @public
 */
export const appModuleNaru = createFrontendModule({
  pluginId: 'app',
  extensions: [
    companyAuthApi,
    darkTheme,
    documentLanguage,
    firstThingsLayout,
    lightTheme,
    navigation,
    signInPage,
    startPage,
    ...stockWords,
  ],
});
