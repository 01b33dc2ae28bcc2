import {
  pluginHeaderActionsApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Container, PluginHeader } from '@backstage/ui';
import { RiAddLine, RiComputerLine, RiSearchLine } from '@remixicon/react';
import { useEffect } from 'react';
import { StateMessage } from '@naru/plugin-naru-react';
import { requestFormRouteRef } from '../../routes';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { ClusterNotices } from '../state/ClusterNotices';
import { NotRefreshedNotice } from '../state/NotRefreshedNotice';
import { ProblemMessage } from '../state/ProblemMessage';
import { useVmListState, type VmListStateControl } from './useVmListState';
import { useVms } from './useVms';
import { VmFilters } from './VmFilters';
import styles from './VmListPage.module.css';
import { VmListSkeleton } from './VmListSkeleton';
import { VmPagination } from './VmPagination';
import { VmTable } from './VmTable';

/** The page "Virtual machines": every machine that the signed-in person may see, with its live state. */
export function VmListPage() {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('kubevirt');

  return (
    <>
      <PluginHeader
        icon={<RiComputerLine />}
        title={t('page.title')}
        customActions={[
          ...headerActions,
          <RequestLink key="request" variant="primary" />,
        ]}
      />
      <Container className={styles.content}>
        <VmList />
      </Container>
    </>
  );
}

function VmList() {
  const control = useVmListState();
  const { state, change } = control;
  const vms = useVms(state);
  const { value, error, loading } = vms;

  // Machines went away while somebody looked at the last page, or the link is older than they are.
  const lastPage =
    value && Math.max(1, Math.ceil(value.total / state.pageSize));
  useEffect(() => {
    if (!loading && lastPage !== undefined && state.page > lastPage) {
      change({ page: lastPage });
    }
  }, [loading, lastPage, state.page, change]);

  if (!value) {
    return error && !loading ? (
      <ProblemMessage error={error} of="list" onRetry={vms.reload} />
    ) : (
      <>
        <VmFilters control={control} />
        <VmListSkeleton />
      </>
    );
  }

  return (
    <>
      <VmFilters control={control} facets={value.facets} />
      {error && vms.answeredAt && (
        <NotRefreshedNotice
          error={error}
          answeredAt={vms.answeredAt}
          onRetry={vms.reload}
        />
      )}
      <ClusterNotices clusters={value.clusters} />
      {value.total > 0 ? (
        <>
          <VmTable
            rows={value.items}
            sort={state.sort}
            onSort={sort => change({ sort })}
            isPending={loading}
          />
          <VmPagination state={state} total={value.total} onChange={change} />
        </>
      ) : (
        <NoRows
          control={control}
          isKnown={value.clusters.every(cluster => cluster.lastGoodAt)}
        />
      )}
    </>
  );
}

/** `isKnown`: each cluster has answered at least once, so that no row means no machine. */
function NoRows(props: { control: VmListStateControl; isKnown: boolean }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  if (props.control.isNarrowed) {
    return (
      <StateMessage
        icon={<RiSearchLine size={32} />}
        title={t('list.noMatch.title')}
        description={t('list.noMatch.description')}
        actions={
          <Button variant="secondary" onPress={props.control.clear}>
            {t('list.clear')}
          </Button>
        }
      />
    );
  }
  if (!props.isKnown) {
    return null;
  }
  return (
    <StateMessage
      icon={<RiComputerLine size={32} />}
      title={t('list.empty.title')}
      description={t('list.empty.description')}
      actions={<RequestLink variant="secondary" />}
    />
  );
}

function RequestLink(props: { variant: 'primary' | 'secondary' }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const requestForm = useRouteRef(requestFormRouteRef);
  const href = requestForm?.({
    namespace: 'default',
    templateName: 'vm-linux',
  });
  return href ? (
    <ButtonLink href={href} variant={props.variant} iconStart={<RiAddLine />}>
      {t('page.request')}
    </ButtonLink>
  ) : null;
}
