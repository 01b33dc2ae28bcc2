import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ArgoCdState } from '@naru/plugin-gitops-common';
import {
  absoluteTime,
  relativeTime,
  useLanguage,
} from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

/** Says when Argo CD is not live: how old its state is, and why. */
export function ArgoCdStateNotice(props: { argocd: ArgoCdState }) {
  const { argocd } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  if (argocd.phase === 'live') {
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
      description={
        <>
          {[
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
          <RunbookChips
            signals={[
              { system: 'argocd', message: argocd.message },
              { system: 'kubernetes', message: argocd.message },
            ]}
          />
        </>
      }
    />
  );
}
