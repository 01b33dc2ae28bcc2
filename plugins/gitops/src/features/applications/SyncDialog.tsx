import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type {
  ApplicationResource,
  EntityApplication,
} from '@naru/plugin-gitops-common';
import { useState } from 'react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './SyncDialog.module.css';
import { objectTitle, useApplicationWords } from './useApplicationWords';

const SHOWN = 12;

/** Names what a sync is going to do, before it does. What would be deleted stays unless it is ticked. */
export function SyncDialog(props: {
  application: EntityApplication;
  onCancel(): void;
  onConfirm(prune: boolean): void;
}) {
  const { application, onCancel, onConfirm } = props;
  const { name, cluster, destinationNamespace, revision, syncOffer } =
    application;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const environment = useApplicationWords().environment(application);
  const [prune, setPrune] = useState(false);
  const outOfSync = application.resources.filter(
    ({ status }) => status === 'OutOfSync' || status === 'SyncFailed',
  );
  const changed = outOfSync.filter(one => !one.requiresPruning);
  const deleted = outOfSync.filter(one => one.requiresPruning);
  const { deletions } = syncOffer;

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onCancel()} width={560}>
      <DialogHeader>
        {t('application.sync.confirm.title', { name, environment })}
      </DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p" className={styles.words}>
          {revision
            ? t('application.sync.confirm.what', {
                namespace: destinationNamespace,
                cluster,
                revision: revision.slice(0, 8),
              })
            : t('application.sync.confirm.whatNoRevision', {
                namespace: destinationNamespace,
                cluster,
              })}
        </Text>
        <div>
          <Text as="p" weight="bold" className={styles.words}>
            {t('application.sync.confirm.changed', {
              count: syncOffer.changes,
            })}
          </Text>
          <Objects resources={changed} count={syncOffer.changes} />
        </div>
        {deletions > 0 && (
          <div>
            <Text as="p" weight="bold" className={styles.words}>
              {t('application.sync.confirm.deleted')}
            </Text>
            <Objects resources={deleted} count={deletions} />
            <Checkbox isSelected={prune} onChange={setPrune}>
              {t('application.sync.confirm.delete', { count: deletions })}
            </Checkbox>
          </div>
        )}
        <Text as="p" variant="body-small" color="secondary">
          {t('application.sync.confirm.audit')}
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onCancel}>
          {t('application.sync.confirm.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={prune}
          onPress={() => onConfirm(prune)}
        >
          {prune
            ? t('application.sync.confirm.actionDelete', {
                count: deletions,
                environment,
              })
            : t('application.sync.confirm.action', { environment })}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** `count`: how many there are, of which the resources may be a part. */
function Objects(props: { resources: ApplicationResource[]; count: number }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const shown = props.resources.slice(0, SHOWN);
  const more = props.count - shown.length;
  if (shown.length === 0) {
    return null;
  }
  return (
    <ul className={styles.objects}>
      {shown.map(resource => (
        <li
          key={JSON.stringify([
            resource.group,
            resource.kind,
            resource.namespace,
            resource.name,
          ])}
        >
          {objectTitle(resource)}
        </li>
      ))}
      {more > 0 && (
        <li>{t('application.sync.confirm.more', { count: more })}</li>
      )}
    </ul>
  );
}
