import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { RiSeedlingLine } from '@remixicon/react';
import { StateMessage } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ArgoCdStateNotice } from '../progress/ArgoCdStateNotice';
import { NotRefreshedNotice } from '../state/NotRefreshedNotice';
import styles from './ApplicationsCard.module.css';
import { ApplicationSection } from './ApplicationSection';
import { ProblemMessage } from '../state/ProblemMessage';
import { applicationProblems } from './applicationProblems';
import { useEntityApplications } from './useEntityApplications';

const SKELETON_ROWS = [40, 80, 65, 75];

/** On the page of a component: what runs of it where, what is wrong, and what waits for a person. */
export function ApplicationsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <EntityInfoCard title={t('application.title')}>
      <Applications entityRef={stringifyEntityRef(entity)} />
    </EntityInfoCard>
  );
}

function Applications(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { value, error, answeredAt, reload } = useEntityApplications(entityRef);

  if (!value) {
    return error ? (
      <ProblemMessage
        error={error}
        views={applicationProblems}
        onRetry={reload}
      />
    ) : (
      <div className={styles.root} role="status">
        <VisuallyHidden>{t('application.loading')}</VisuallyHidden>
        {SKELETON_ROWS.map(width => (
          <Skeleton
            key={width}
            aria-hidden="true"
            width={`${width}%`}
            height={20}
          />
        ))}
      </div>
    );
  }

  const { applications, argocd } = value;
  return (
    <div className={styles.root}>
      {error && answeredAt && (
        <NotRefreshedNotice
          error={error}
          answeredAt={answeredAt}
          onRetry={reload}
        />
      )}
      <ArgoCdStateNotice argocd={argocd} />
      {applications.length === 0 && argocd.phase === 'live' && (
        <StateMessage
          icon={<RiSeedlingLine size={32} />}
          title={t('application.none.title')}
          description={t('application.none.description')}
        />
      )}
      {applications.map(application => (
        <ApplicationSection
          key={`${application.cluster} ${application.namespace} ${application.name}`}
          entityRef={entityRef}
          application={application}
          onChanged={reload}
        />
      ))}
    </div>
  );
}
