import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { ToneIcon } from '@naru/plugin-naru-react';
import { useState } from 'react';
import type { ObjectId } from '../../api/GitopsApi';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { applicationStatus } from './applicationStatus';
import styles from './EnvironmentList.module.css';
import { ObjectDialog } from './ObjectDialog';
import { TroubleList } from './TroubleList';
import { useApplicationWords } from './useApplicationWords';

/** Each environment in one line: how it does, how many pods are ready, and what is wrong. */
export function EnvironmentList(props: {
  entityRef: string;
  applications: EntityApplication[];
}) {
  const { entityRef, applications } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <ul className={styles.list} aria-label={t('application.step.environments')}>
      {applications.map(application => (
        <Environment
          key={application.name}
          entityRef={entityRef}
          application={application}
        />
      ))}
    </ul>
  );
}

function Environment(props: {
  entityRef: string;
  application: EntityApplication;
}) {
  const { entityRef, application } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useApplicationWords();
  const [object, setObject] = useState<ObjectId>();
  const { key, tone } = applicationStatus(application);
  const { workload, troubles } = application;
  return (
    <li className={styles.item}>
      <span className={styles.line}>
        <ToneIcon tone={tone} size={16} />
        <strong>{words.environment(application)}</strong>
        <span>{t(key)}</span>
        {workload && workload.wanted > 0 && (
          <span className={styles.pods}>
            {t('application.pods.ready', {
              ready: String(workload.ready),
              wanted: String(workload.wanted),
            })}
          </span>
        )}
      </span>
      <TroubleList troubles={troubles} onLook={setObject} />
      {object && (
        <ObjectDialog
          entityRef={entityRef}
          application={application}
          object={object}
          onClose={() => setObject(undefined)}
        />
      )}
    </li>
  );
}
