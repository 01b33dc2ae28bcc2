import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { CasesResponse } from '@naru/plugin-runbooks-common';
import { runbooksTranslationRef } from '../../translations/runbooksTranslationRef';
import styles from './RunbooksPage.module.css';

/** Pages that were left out, for those who can mend them; the backend tells nobody else. */
export function FaultNotice(props: { faults: CasesResponse['faults'] }) {
  const { faults } = props;
  const { t } = useTranslationRef(runbooksTranslationRef);
  if (faults.length === 0) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('faults.title', { count: faults.length })}
      description={
        <>
          {t('faults.description')}
          <ul className={styles.faults}>
            {faults.map(({ source, file, message }) => (
              <li key={`${source} ${file} ${message}`}>
                <strong>
                  {source}: {file}
                </strong>{' '}
                {message}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
