import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ChangeProgress } from '@naru/plugin-gitops-common';
import {
  absoluteTime,
  relativeTime,
  useLanguage,
} from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

/** Says when Argo CD is not live, once its state matters: after the merge. */
export function ArgoCdNotice(props: { progress: ChangeProgress }) {
  const { argocd, changeRequest } = props.progress;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  if (argocd.phase === 'live' || changeRequest.state !== 'merged') {
    return null;
  }
  if (argocd.phase === 'loading') {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('progress.argocdLoading')}
      />
    );
  }
  const since = argocd.lastGoodAt && new Date(argocd.lastGoodAt);
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('progress.argocdStale')}
      description={[
        since
          ? t('progress.argocdStaleSince', {
              time: absoluteTime(since, language),
              ago: relativeTime(since, language),
            })
          : t('progress.argocdStaleNever'),
        argocd.message,
      ]
        .filter(Boolean)
        .join(' ')}
    />
  );
}
