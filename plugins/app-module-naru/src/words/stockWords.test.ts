import { coreComponentsTranslationRef } from '@backstage/core-components';
import type {
  TranslationMessages,
  TranslationRef,
} from '@backstage/frontend-plugin-api';
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
import { en } from '../translations/en';
import shell from '../translations/ko';
import english from './en/scaffolder';
import catalog from './ko/catalog';
import catalogGraph from './ko/catalogGraph';
import catalogReact from './ko/catalogReact';
import coreComponents from './ko/coreComponents';
import kubernetes from './ko/kubernetes';
import kubernetesReact from './ko/kubernetesReact';
import notifications from './ko/notifications';
import org from './ko/org';
import scaffolder from './ko/scaffolder';
import scaffolderReact from './ko/scaffolderReact';
import search from './ko/search';
import searchReact from './ko/searchReact';
import techdocs from './ko/techdocs';
import userSettings from './ko/userSettings';

/** What the framework reads of a ref; its public type does not say it. */
type RefWithMessages = TranslationRef & {
  getDefaultMessages(): Record<string, string>;
};

const stock: [TranslationRef, TranslationMessages][] = [
  [catalogTranslationRef, catalog],
  [catalogGraphTranslationRef, catalogGraph],
  [catalogReactTranslationRef, catalogReact],
  [coreComponentsTranslationRef, coreComponents],
  [kubernetesTranslationRef, kubernetes],
  [kubernetesReactTranslationRef, kubernetesReact],
  [notificationsTranslationRef, notifications],
  [orgTranslationRef, org],
  [scaffolderTranslationRef, english],
  [scaffolderTranslationRef, scaffolder],
  [scaffolderReactTranslationRef, scaffolderReact],
  [searchTranslationRef, search],
  [searchReactTranslationRef, searchReact],
  [techdocsTranslationRef, techdocs],
  [userSettingsTranslationRef, userSettings],
];

const pairs: [string, Record<string, string>, Record<string, string | null>][] =
  [
    ['naru.shell', en, shell],
    ...stock.map(
      ([ref, { messages }]) =>
        [
          ref.id,
          (ref as RefWithMessages).getDefaultMessages(),
          messages as Record<string, string | null>,
        ] as [string, Record<string, string>, Record<string, string | null>],
    ),
  ];

/** Names of the values that a message takes in, each once, in order. */
const placeholders = (message: string) =>
  [...new Set(message.match(/\{+\s*\w+[^}]*\}+/g) ?? [])]
    .map(found => found.replace(/\s/g, ''))
    .sort();

describe('the words of stock plugins', () => {
  it.each(pairs)(
    'take in the values of the original: %s',
    (_, original, words) => {
      for (const [key, message] of Object.entries(words)) {
        expect([key, placeholders(message ?? '')]).toEqual([
          key,
          placeholders(original[key]),
        ]);
      }
    },
  );
});
