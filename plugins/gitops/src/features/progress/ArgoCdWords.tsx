import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ChangeProgress, ChangeStep } from '@naru/plugin-gitops-common';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { argoCdTroubles, retriesOf } from './argoCdTroubles';
import styles from './ArgoCdWords.module.css';

/** What Argo CD says about a change that it has not applied yet, unchanged: people search for these words. */
export function ArgoCdWords(props: {
  step: ChangeStep;
  progress: ChangeProgress;
}) {
  const { step, progress } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const troubles = argoCdTroubles(progress.applications, step.message ?? '');
  const retries = retriesOf(progress.applications);
  const isWaiting = step.state === 'waiting';
  if (isWaiting || (!step.message && troubles.length === 0)) {
    return null;
  }
  return (
    <div
      className={styles.root}
      data-failed={step.state === 'failed' || troubles.length > 0}
      role="group"
      aria-label={t('trouble.label')}
    >
      {step.message && <p className={styles.message}>{step.message}</p>}
      {troubles.map(({ subject, message }) => (
        <div key={`${subject} ${message}`}>
          <p className={styles.subject}>{subject}</p>
          <p className={styles.message}>{message}</p>
        </div>
      ))}
      {retries > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('trouble.retries', { number: String(retries) })}
        </Text>
      )}
    </div>
  );
}
