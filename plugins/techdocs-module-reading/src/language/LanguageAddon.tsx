import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTechDocsReaderPage } from '@backstage/plugin-techdocs-react';
import { useLanguage } from '@naru/plugin-naru-react';
import { useEffect, useMemo } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { elementOf } from '../reading/useAnchor';
import { useArticle } from '../reading/useArticle';
import { readingTranslationRef } from '../translations/readingTranslationRef';
import styles from './LanguageAddon.module.css';
import { counterpart, pageLanguages, pagePlace } from './pagePlace';
import {
  isBilingual,
  listedPages,
  showLanguage,
  translateFrame,
} from './siteNavigation';

/** The switch of a site that is written in both languages; sites in one language have none. */
export function LanguageAddon() {
  const { entityRef, shadowRoot } = useTechDocsReaderPage();
  const { pathname, hash } = useLocation();
  const { t } = useTranslationRef(readingTranslationRef);
  const navigate = useNavigate();
  const article = useArticle();
  const person = useLanguage().toLowerCase().startsWith('ko') ? 'ko' : 'en';
  const { kind, namespace, name } = entityRef;

  const place = useMemo(
    () => pagePlace(pathname, { kind, namespace, name }),
    [pathname, kind, namespace, name],
  );
  const pages = useMemo(
    () =>
      article && shadowRoot
        ? listedPages(shadowRoot, { kind, namespace, name })
        : new Set<string>(),
    [article, shadowRoot, kind, namespace, name],
  );
  const bilingual = isBilingual(pages);
  const language = place?.language;

  useEffect(() => {
    if (!bilingual || !place || place.path !== '') return;
    const start = `${person}/`;
    if (pages.has(start)) {
      navigate(`${place.base}${start}`, { replace: true });
    }
  }, [bilingual, place, pages, person, navigate]);

  useEffect(() => {
    if (!bilingual || !article || !shadowRoot || !language) return;
    article.lang = language;
    showLanguage(shadowRoot, language, { kind, namespace, name });
    if (language === 'ko') translateFrame(shadowRoot);
  }, [bilingual, article, shadowRoot, language, kind, namespace, name]);

  if (!bilingual || !place || !language) return null;
  const anchor = article ? sharedAnchor(article, hash) : '';
  return (
    <nav className={styles.switch} aria-label={t('language.label')}>
      {pageLanguages.map(({ id, name: label }) => {
        if (id === language) {
          return (
            <span key={id} lang={id} aria-current="true">
              {label}
            </span>
          );
        }
        const other = counterpart(place.path, id, pages);
        if (!other) return null;
        const link = (
          <Link
            key={id}
            lang={id}
            hrefLang={id}
            to={`${place.base}${other.path}${other.exact ? anchor : ''}`}
          >
            {label}
          </Link>
        );
        return other.exact ? (
          link
        ) : (
          <span key={id} className={styles.missing}>
            {link}
            <small>{t(`language.missing.${id}`)}</small>
          </span>
        );
      })}
    </nav>
  );
}

/** The anchor of the part in view that both languages share: that of the second-level heading. */
function sharedAnchor(article: HTMLElement, hash: string): string {
  const target = hash.length > 1 ? elementOf(article, hash) : undefined;
  if (!target) return '';
  const headings = [...article.querySelectorAll<HTMLElement>('h2[id]')];
  const last = headings.findLast(
    heading =>
      heading === target ||
      // eslint-disable-next-line no-bitwise
      heading.compareDocumentPosition(target) &
        Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return last ? `#${last.id}` : '';
}
