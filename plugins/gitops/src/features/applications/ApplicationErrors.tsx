import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { argoCdTroubles } from '../progress/argoCdTroubles';
import { TroubleWords } from '../progress/TroubleWords';
import styles from './ApplicationErrors.module.css';

/** What Argo CD complains about, unchanged, where no trouble of an object says it already. */
export function ApplicationErrors(props: { application: EntityApplication }) {
  const { application } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const errors = argoCdTroubles(
    [application],
    ...application.troubles.map(({ message }) => message ?? ''),
  );
  if (errors.length === 0) {
    return null;
  }
  return (
    <div
      className={styles.root}
      role="group"
      aria-label={t('application.errors')}
    >
      <Text as="p" variant="body-small" color="secondary">
        {t('application.errors')}
      </Text>
      <TroubleWords troubles={errors} applications={[application]} />
    </div>
  );
}
