import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  Alert,
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import {
  GITOPS_SIGNAL_CHANNEL,
  type EntityApplication,
  type ObjectReport,
} from '@naru/plugin-gitops-common';
import {
  problemOf,
  useLiveAnswer,
  type LiveAnswer,
} from '@naru/plugin-naru-react';
import { gitopsApiRef, type ObjectId } from '../../api/GitopsApi';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './ObjectDialog.module.css';
import { ObjectReportView } from './ObjectReportView';
import { objectTitle } from './useApplicationWords';

const POLL_MS = 5_000;

/** What the cluster says of the object that is wrong, up to date while it is open. */
export function ObjectDialog(props: {
  entityRef: string;
  application: EntityApplication;
  object: ObjectId;
  onClose(): void;
}) {
  const { entityRef, application, object, onClose } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const gitopsApi = useApi(gitopsApiRef);
  const page = useRouteRef(entityRouteRef)?.(
    entityRouteParams(parseEntityRef(entityRef)),
  );
  const report = useLiveAnswer<ObjectReport>({
    key: JSON.stringify([entityRef, application.name, object]),
    load: signal =>
      gitopsApi.getObjectReport(entityRef, application.name, object, {
        signal,
      }),
    channel: GITOPS_SIGNAL_CHANNEL,
    pollMs: () => POLL_MS,
  });
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()} width={760}>
      <DialogHeader>{objectTitle(object)}</DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p" variant="body-small" color="secondary">
          {t('application.object.in', {
            namespace: object.namespace ?? application.destinationNamespace,
            cluster: application.cluster,
          })}
        </Text>
        <Body report={report} />
      </DialogBody>
      <DialogFooter>
        {page && (
          <ButtonLink href={`${page}/kubernetes`} variant="secondary">
            {t('application.object.kubernetes')}
          </ButtonLink>
        )}
        <Button variant="primary" onPress={onClose}>
          {t('application.object.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Body(props: { report: LiveAnswer<ObjectReport> }) {
  const { value, error, reload } = props.report;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const problem = error && problemOf(error);
  return (
    <>
      {problem && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t(
            problem.kind === 'gone'
              ? 'application.object.gone'
              : 'application.object.failed',
          )}
          description={problem.kind === 'gone' ? undefined : problem.words}
          customActions={
            <Button size="small" variant="tertiary" onPress={reload}>
              {t('problem.retry')}
            </Button>
          }
        />
      )}
      {value && <ObjectReportView report={value} />}
      {!value && !error && (
        <div role="status" className={styles.body}>
          <VisuallyHidden>{t('application.object.loading')}</VisuallyHidden>
          <Skeleton aria-hidden="true" width="60%" height={20} />
          <Skeleton aria-hidden="true" width="80%" height={20} />
        </div>
      )}
    </>
  );
}
