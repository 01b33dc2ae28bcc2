import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { RiGitPullRequestLine, RiSearchLine } from '@remixicon/react';
import { useEffect, useMemo, useState } from 'react';
import { StateMessage } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { NotRefreshedNotice } from '../state/NotRefreshedNotice';
import { ProblemMessage } from '../state/ProblemMessage';
import { changeProblems } from './changeProblems';
import { ChangeFilterBar } from './ChangeFilterBar';
import styles from './ChangeList.module.css';
import { ChangeTable } from './ChangeTable';
import { filterChanges, useChangeFilters } from './useChangeFilters';
import { useChanges } from './useChanges';

const STEP = 50;
const SKELETON_ROWS = Array.from({ length: 6 }, (_, row) => row);

/** Naru's change requests, open ones first. */
export function ChangeList() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const changes = useChanges();
  const [filters, setFilters] = useChangeFilters();
  const user = useUser();
  const [limit, setLimit] = useState(STEP);
  const items = changes.value?.items;
  const matching = useMemo(
    () => filterChanges(items ?? [], filters, user),
    [items, filters, user],
  );

  if (!items) {
    return changes.error ? (
      <ProblemMessage
        error={changes.error}
        views={changeProblems}
        onRetry={changes.reload}
      />
    ) : (
      <div role="status">
        <VisuallyHidden>{t('list.loading')}</VisuallyHidden>
        {SKELETON_ROWS.map(row => (
          <div key={row} className={styles.skeleton} aria-hidden="true">
            <Skeleton width="60%" height={16} />
          </div>
        ))}
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <StateMessage
        icon={<RiGitPullRequestLine size={32} />}
        title={t('list.empty.title')}
        description={t('list.empty.description')}
      />
    );
  }

  const rest = matching.length - limit;
  return (
    <>
      <ChangeFilterBar
        changes={items}
        filters={filters}
        onChange={setFilters}
      />
      {changes.error && changes.answeredAt && (
        <NotRefreshedNotice
          error={changes.error}
          answeredAt={changes.answeredAt}
          onRetry={changes.reload}
        />
      )}
      {matching.length > 0 ? (
        <ChangeTable changes={matching.slice(0, limit)} />
      ) : (
        <StateMessage
          icon={<RiSearchLine size={32} />}
          title={t('list.noMatch.title')}
          description={t('list.noMatch.description')}
        />
      )}
      {rest > 0 && (
        <Button variant="secondary" onPress={() => setLimit(limit + STEP)}>
          {t('list.more', { number: String(Math.min(rest, STEP)) })}
        </Button>
      )}
    </>
  );
}

/** Ref of the signed-in person; undefined until it is known. */
function useUser(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [user, setUser] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    identityApi.getBackstageIdentity().then(
      identity => isCurrent && setUser(identity.userEntityRef),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [identityApi]);
  return user;
}
