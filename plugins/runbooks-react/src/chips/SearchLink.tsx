import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './RunbookChips.module.css';
import { searchText } from './searchText';

/** A quiet way on where no runbook fits: the search, with the message filled in. */
export function SearchLink(props: { message: string }) {
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const query = new URLSearchParams({ query: searchText(props.message) });
  return (
    <Link
      className={styles.search}
      href={`/search?${query}`}
      variant="body-small"
      color="secondary"
    >
      <RiSearchLine aria-hidden="true" size={14} />
      {t('chips.search')}
    </Link>
  );
}
