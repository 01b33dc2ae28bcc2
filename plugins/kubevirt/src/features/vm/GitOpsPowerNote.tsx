import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import type { VirtualMachine } from '@naru/plugin-kubevirt-common';
import { changesRouteRef } from '../../routes';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import styles from './GitOpsPowerNote.module.css';

/** Why a power action would not last, and the way that does: a pull request. */
export function GitOpsPowerNote(props: { vm: VirtualMachine }) {
  const { runStrategy, request } = props.vm;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  let explanation: string = t('power.gitops.other', { runStrategy });
  if (runStrategy === 'Halted') {
    explanation = t('power.gitops.halted');
  } else if (runStrategy === 'Always') {
    explanation = t('power.gitops.always');
  }
  const changes = useRouteRef(changesRouteRef)?.();
  return (
    <Alert
      className={styles.root}
      status="info"
      icon
      title={t('power.gitops.title')}
      description={
        <>
          {explanation}
          {request?.sourceFile && (
            <span className={styles.file}>
              {t('power.gitops.file', {
                file: request.sourceFile,
                repository: request.repository,
              })}
            </span>
          )}
        </>
      }
      customActions={
        changes && (
          <ButtonLink size="small" variant="tertiary" href={changes}>
            {t('power.gitops.changes')}
          </ButtonLink>
        )
      }
    />
  );
}
