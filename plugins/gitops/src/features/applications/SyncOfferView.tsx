import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { problemOf, ToneIcon } from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { RiRefreshLine } from '@remixicon/react';
import { useState } from 'react';
import { gitopsApiRef } from '../../api/GitopsApi';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { isApplying } from './applicationStatus';
import { GroupLinks } from './GroupLinks';
import { SyncDialog } from './SyncDialog';
import styles from './SyncOfferView.module.css';
import { useApplicationWords } from './useApplicationWords';

const TOAST_MS = 6_000;

/**
 * What a sync would do, and the button for it or the note who has it. The server decided what is offered, and decides
 * again when the button is used. Nothing to say where Argo CD syncs by itself, or all is synced.
 */
export function SyncOfferView(props: {
  entityRef: string;
  application: EntityApplication;
  /** After Argo CD got the order. */
  onChanged(): Promise<void>;
}) {
  const { entityRef, application, onChanged } = props;
  const { name, syncOffer, operation } = application;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useApplicationWords();
  const gitopsApi = useApi(gitopsApiRef);
  const toastApi = useApi(toastApiRef);
  const [isAsked, setIsAsked] = useState(false);
  const [isOrdering, setIsOrdering] = useState(false);
  /** The operation before the order: until another one shows, Argo CD has not begun. */
  const [orderedAfter, setOrderedAfter] = useState<string>();

  const sync = async (prune: boolean) => {
    setIsAsked(false);
    setIsOrdering(true);
    try {
      await gitopsApi.syncApplication(entityRef, {
        application: name,
        revision: application.revision,
        prune,
      });
      setOrderedAfter(operationId(operation));
      toastApi.post({
        status: 'success',
        title: t('application.sync.accepted', { name }),
        timeout: TOAST_MS,
      });
    } catch (error) {
      const problem = problemOf(error);
      toastApi.post({
        status: 'danger',
        title: t('application.sync.failed', { name }),
        description: (
          <>
            {problem.kind === 'forbidden'
              ? t('application.sync.notAllowed')
              : problem.words ?? t('application.sync.noAnswer')}
            <RunbookChips
              signals={errorSignals(error, 'argocd')}
              search={problem.kind === 'forbidden' ? '' : problem.words}
            />
          </>
        ),
      });
    }
    await onChanged();
    setIsOrdering(false);
  };

  if (application.automated) {
    return null;
  }
  if (isApplying(application)) {
    return <Progress words={t('application.sync.running')} />;
  }
  if (orderedAfter !== undefined && orderedAfter === operationId(operation)) {
    return <Progress words={t('application.sync.ordered')} />;
  }
  if (application.sync !== 'OutOfSync' && !syncOffer.possible) {
    return null;
  }

  const { changes, deletions, whoMay, reason } = syncOffer;
  return (
    <div className={styles.root}>
      <Text as="p" className={styles.words}>
        {[
          t('application.sync.changes', { count: changes }),
          deletions > 0
            ? t('application.sync.deletions', { count: deletions })
            : [],
        ]
          .flat()
          .join(', ')}
      </Text>
      {reason === 'unreachable' && (
        <Text as="p" color="secondary" className={styles.words}>
          {t('application.sync.unreachable')}
        </Text>
      )}
      {!syncOffer.allowed && (
        <>
          <Text as="p" color="secondary" className={styles.words}>
            {t(
              whoMay.length > 0
                ? 'application.sync.forbidden'
                : 'application.sync.forbiddenNobody',
            )}
          </Text>
          <GroupLinks entityRefs={whoMay} />
        </>
      )}
      {syncOffer.possible && syncOffer.allowed && (
        <Button
          className={styles.button}
          size="small"
          variant="primary"
          iconStart={<RiRefreshLine />}
          isPending={isOrdering}
          onPress={() => setIsAsked(true)}
        >
          {t('application.sync.button', {
            environment: words.environment(application),
          })}
        </Button>
      )}
      {isAsked && (
        <SyncDialog
          application={application}
          onCancel={() => setIsAsked(false)}
          onConfirm={sync}
        />
      )}
    </div>
  );
}

function Progress(props: { words: string }) {
  return (
    <p className={styles.progress} role="status">
      <ToneIcon tone="progress" />
      {props.words}
    </p>
  );
}

function operationId(operation: EntityApplication['operation']): string {
  return `${operation?.startedAt} ${operation?.phase}`;
}
