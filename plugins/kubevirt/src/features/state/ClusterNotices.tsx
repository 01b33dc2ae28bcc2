import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ClusterState } from '@naru/plugin-kubevirt-common';
import {
  absoluteTime,
  relativeTime,
  useLanguage,
} from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { clusterSignals } from '../vm/machineSignals';
import styles from './ClusterNotices.module.css';

/** Says of each cluster that is not live how old its data is. */
export function ClusterNotices(props: { clusters: ClusterState[] }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const language = useLanguage();
  const notLive = props.clusters.filter(cluster => cluster.phase !== 'live');
  if (notLive.length === 0) {
    return null;
  }

  return (
    <div className={styles.root}>
      {notLive.map(cluster => {
        if (cluster.phase === 'loading') {
          return (
            <Alert
              key={cluster.name}
              role="status"
              status="info"
              icon
              title={t('cluster.loadingTitle', { cluster: cluster.title })}
              description={t('cluster.loadingDescription')}
            />
          );
        }
        const since = cluster.lastGoodAt && new Date(cluster.lastGoodAt);
        return (
          <Alert
            key={cluster.name}
            role="status"
            status="warning"
            icon
            title={t('cluster.staleTitle', { cluster: cluster.title })}
            description={
              <>
                {since
                  ? t('cluster.staleSince', {
                      time: absoluteTime(since, language),
                      ago: relativeTime(since, language),
                    })
                  : t('cluster.staleNever')}
                {cluster.message && (
                  <span className={styles.words}>
                    {t('problem.words', { message: cluster.message })}
                  </span>
                )}
                <RunbookChips signals={clusterSignals(cluster)} />
              </>
            }
          />
        );
      })}
    </div>
  );
}
