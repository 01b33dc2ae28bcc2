import { useEffect } from 'react';
import { useAppLanguage } from './useAppLanguage';

/** Tells the browser which language the page is in: fonts, hyphenation and screen readers go by it. Shows nothing. */
export const DocumentLanguage = () => {
  const { language } = useAppLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
};
