import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { ToneIcon } from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { RiExternalLinkLine } from '@remixicon/react';
import { useId, useState } from 'react';
import type { ObjectId } from '../../api/GitopsApi';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ApplicationErrors } from './ApplicationErrors';
import { ApplicationFacts } from './ApplicationFacts';
import styles from './ApplicationSection.module.css';
import { applicationSignals } from './applicationSignals';
import { applicationStatus } from './applicationStatus';
import { ObjectDialog } from './ObjectDialog';
import { SyncOfferView } from './SyncOfferView';
import { TroubleList } from './TroubleList';
import { useApplicationWords } from './useApplicationWords';

/** One environment: how it does in one line, what is wrong, what can be done, and the facts. */
export function ApplicationSection(props: {
  entityRef: string;
  application: EntityApplication;
  /** After Argo CD got an order. */
  onChanged(): Promise<void>;
}) {
  const { entityRef, application, onChanged } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useApplicationWords();
  const [object, setObject] = useState<ObjectId>();
  const titleId = useId();
  const status = applicationStatus(application);
  return (
    <section className={styles.root} aria-labelledby={titleId}>
      <div className={styles.head}>
        <Text as="h4" id={titleId} variant="body-large" weight="bold">
          {words.environment(application)}
        </Text>
        <span className={styles.status} role="status">
          <ToneIcon tone={status.tone} />
          {t(status.key)}
        </span>
        {application.url && (
          <Link
            className={styles.open}
            href={application.url}
            target="_blank"
            rel="noreferrer"
            variant="body-small"
          >
            {t('application.open', { name: application.name })}
            <RiExternalLinkLine aria-hidden="true" size={14} />
          </Link>
        )}
      </div>
      <TroubleList troubles={application.troubles} onLook={setObject} />
      <ApplicationErrors application={application} />
      <RunbookChips signals={applicationSignals(application)} search="" />
      <SyncOfferView
        entityRef={entityRef}
        application={application}
        onChanged={onChanged}
      />
      <ApplicationFacts application={application} />
      {object && (
        <ObjectDialog
          entityRef={entityRef}
          application={application}
          object={object}
          onClose={() => setObject(undefined)}
        />
      )}
    </section>
  );
}
