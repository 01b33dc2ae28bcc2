import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';

/** The app's language, and how to change it. */
export interface AppLanguage {
  /** The language in use, for example `ko`. */
  language: string;
  /** All languages of the app, in the order of the configuration. */
  languages: string[];
  /** Changes the language; the choice is kept in this browser. */
  setLanguage(language: string): void;
}

/** Reads and follows the app's language. */
export function useAppLanguage(): AppLanguage {
  const api = useApi(appLanguageApiRef);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = api.language$().subscribe(changed);
      return () => subscription.unsubscribe();
    },
    [api],
  );
  return {
    language: useSyncExternalStore(subscribe, () => api.getLanguage().language),
    languages: api.getAvailableLanguages().languages,
    setLanguage: language => api.setLanguage(language),
  };
}
