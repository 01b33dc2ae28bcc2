import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ApplicationState } from '@naru/plugin-gitops-common';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { type ArgoCdTrouble, retriesOf } from './argoCdTroubles';
import styles from './TroubleWords.module.css';

/** What Argo CD complains about, unchanged, and how often it has tried again. */
export function TroubleWords(props: {
  troubles: ArgoCdTrouble[];
  applications: ApplicationState[];
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const retries = retriesOf(props.applications);
  return (
    <>
      {props.troubles.map(({ subject, message, signals }) => (
        <div key={`${subject} ${message}`}>
          <p className={styles.subject}>{subject}</p>
          <p className={styles.message}>{message}</p>
          <RunbookChips signals={signals} />
        </div>
      ))}
      {retries > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('trouble.retries', { number: String(retries) })}
        </Text>
      )}
    </>
  );
}
