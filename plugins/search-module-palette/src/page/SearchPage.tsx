import {
  pluginHeaderActionsApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  Button,
  Container,
  PluginHeader,
  SearchField,
  Skeleton,
  Text,
} from '@backstage/ui';
import { StateMessage } from '@naru/plugin-naru-react';
import { RiCompassLine, RiSearchLine } from '@remixicon/react';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useRecentThings } from '../recent/useRecentThings';
import { CategoryFilter } from '../results/CategoryFilter';
import { NothingFound } from '../results/NothingFound';
import { ResultRowView } from '../results/ResultRowView';
import type { ResultRow } from '../results/resultRow';
import { SearchTrouble } from '../results/SearchTrouble';
import { MAX_TERM, useSearchResults } from '../results/useSearchResults';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import styles from './SearchPage.module.css';
import { readAddress, type SearchAddress, searchPath } from './searchPath';

const RESULTS = 20;
const ADDRESS_PAUSE_MS = 400;

function Row(props: { row: ResultRow; onOpen: () => void }) {
  const { row } = props;
  const face = <ResultRowView row={row} isLong />;
  return (
    <li className={styles.item}>
      {/^https?:/u.test(row.href) ? (
        <a
          href={row.href}
          target="_blank"
          rel="noopener noreferrer"
          className={styles.link}
          onClick={props.onOpen}
        >
          {face}
        </a>
      ) : (
        <Link to={row.href} className={styles.link} onClick={props.onOpen}>
          {face}
        </Link>
      )}
    </li>
  );
}

function Pages(props: {
  page: number;
  hasNext: boolean;
  onTurn: (by: 1 | -1) => void;
}) {
  const { t } = useTranslationRef(paletteTranslationRef);
  if (props.page === 0 && !props.hasNext) {
    return null;
  }
  return (
    <nav className={styles.pages} aria-label={t('results.label')}>
      <Button
        variant="secondary"
        isDisabled={props.page === 0}
        onPress={() => props.onTurn(-1)}
      >
        {t('results.previous')}
      </Button>
      <Text>{t('results.page', { page: String(props.page + 1) })}</Text>
      <Button
        variant="secondary"
        isDisabled={!props.hasNext}
        onPress={() => props.onTurn(1)}
      >
        {t('results.next')}
      </Button>
    </nav>
  );
}

/** All results, page by page. What is looked for stands in the address, so that it can be sent to somebody. */
export function SearchPage() {
  const { t } = useTranslationRef(paletteTranslationRef);
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('search');
  const [query, setQuery] = useSearchParams();
  const { term: addressed, choice } = readAddress(query);
  const [term, setTerm] = useState(addressed);
  const written = useRef(addressed);
  // Cursors of the pages that were turned to.
  const [cursors, setCursors] = useState<string[]>([]);
  const { remember } = useRecentThings();
  const address = searchPath('', { term, choice });
  useEffect(() => setCursors([]), [address]);

  const show = useCallback(
    (next: Partial<SearchAddress>) =>
      setQuery(
        before =>
          new URLSearchParams(
            searchPath('', { ...readAddress(before), ...next }).slice(1),
          ),
        { replace: true },
      ),
    [setQuery],
  );
  // Another address than we wrote: a link, or the way back.
  useEffect(() => {
    if (addressed !== written.current) {
      written.current = addressed;
      setTerm(addressed);
    }
  }, [addressed]);
  // Not with each key: browsers limit how often an address may change.
  useEffect(() => {
    const next = term.trim();
    if (next === written.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      written.current = next;
      show({ term: next });
    }, ADDRESS_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [term, show]);

  const search = useSearchResults({
    term,
    choice,
    pageLimit: RESULTS,
    pageCursor: cursors.at(-1),
  });
  const { found, isLoading, error } = search;

  let content: ReactNode;
  if (error) {
    content = <SearchTrouble error={error} onRetry={search.retry} />;
  } else if (!term.trim()) {
    content = (
      <StateMessage
        icon={<RiCompassLine />}
        title={t('state.start')}
        description={t('state.start.about')}
      />
    );
  } else if (!found) {
    content = (
      <div className={styles.waiting} aria-hidden="true">
        {[60, 45, 70, 50].map(width => (
          <Skeleton key={width} width={`${width}%`} height={20} />
        ))}
      </div>
    );
  } else if (found.rows.length === 0 && !isLoading) {
    content = (
      <NothingFound
        term={found.term}
        choice={choice}
        onSearchAll={() => show({ choice: 'all' })}
      />
    );
  } else {
    content = (
      <>
        <ul className={styles.list} data-loading={isLoading || undefined}>
          {found.rows.map((row, index) => (
            <Row
              key={`${row.href} ${index}`}
              row={row}
              onOpen={() =>
                remember(term, {
                  href: row.href,
                  title: row.title,
                  category: row.category,
                })
              }
            />
          ))}
        </ul>
        <Pages
          page={cursors.length}
          hasNext={found.next !== undefined}
          onTurn={by =>
            setCursors(
              by > 0 && found.next
                ? [...cursors, found.next]
                : cursors.slice(0, -1),
            )
          }
        />
      </>
    );
  }

  return (
    <>
      <PluginHeader
        icon={<RiSearchLine />}
        title={t('page.title')}
        customActions={headerActions}
      />
      <Container className={styles.content}>
        <SearchField
          aria-label={t('field.label')}
          placeholder={t('field.placeholder')}
          value={term}
          maxLength={MAX_TERM}
          onChange={setTerm}
          size="medium"
        />
        <CategoryFilter
          choice={choice}
          onChoose={next => show({ choice: next })}
        />
        <div role="status" className={styles.status}>
          {isLoading && t('state.loading')}
          {!isLoading &&
            !error &&
            found?.total !== undefined &&
            t('results.count', { count: found.total })}
        </div>
        {content}
      </Container>
    </>
  );
}
