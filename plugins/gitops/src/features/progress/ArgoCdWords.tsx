import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangeProgress, ChangeStep } from '@naru/plugin-gitops-common';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { argoCdTroubles } from './argoCdTroubles';
import styles from './ArgoCdWords.module.css';
import { stepSignals } from './stepSignals';
import { TroubleWords } from './TroubleWords';

/** What Argo CD says about a change that it has not applied yet, unchanged: people search for these words. */
export function ArgoCdWords(props: {
  step: ChangeStep;
  progress: ChangeProgress;
}) {
  const { step, progress } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const troubles = argoCdTroubles(progress.applications, step.message ?? '');
  const isWaiting = step.state === 'waiting';
  if (isWaiting || (!step.message && troubles.length === 0)) {
    return null;
  }
  return (
    <div
      className={styles.root}
      data-failed={step.state === 'failed' || troubles.length > 0}
      role="group"
      aria-label={t('trouble.label')}
    >
      {step.message && <p className={styles.message}>{step.message}</p>}
      <RunbookChips signals={stepSignals(step)} />
      <TroubleWords troubles={troubles} applications={progress.applications} />
    </div>
  );
}
