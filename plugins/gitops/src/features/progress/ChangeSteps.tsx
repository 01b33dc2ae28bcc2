import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import type { ChangeProgress, ChangeStep } from '@naru/plugin-gitops-common';
import { RiExternalLinkLine } from '@remixicon/react';
import { RelativeTime } from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { EnvironmentList } from '../applications/EnvironmentList';
import { ArgoCdWords } from './ArgoCdWords';
import styles from './ChangeSteps.module.css';
import { AwaitedSync } from './AwaitedSync';
import { awaitedSyncs, type ChangedComponent } from './changedComponent';
import { StepIcon } from './StepIcon';
import { manualApplication, stepHint } from './stepHint';
import { stepSignals } from './stepSignals';

/** The steps one under the other, each with its state in a word, what it means, and the way to the next. */
export function ChangeSteps(props: {
  progress: ChangeProgress;
  /** Ref of the entity whose page this is, if it is one. */
  here?: string;
  /** The component that the change is about, after the merge. */
  component?: ChangedComponent;
}) {
  const { progress, here, component } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <ol className={styles.list} aria-label={t('progress.label')}>
      {progress.steps.map(step => (
        <Step
          key={step.id}
          step={step}
          progress={progress}
          here={here}
          component={component}
        />
      ))}
    </ol>
  );
}

function Step(props: {
  step: ChangeStep;
  progress: ChangeProgress;
  here?: string;
  component?: ChangedComponent;
}) {
  const { step, progress, here, component } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const isCurrent = step.state === 'active' || step.state === 'failed';
  const awaited = awaitedSyncs(step, progress, component);
  const isAwaited = awaited.length > 0 && step.state === 'active';
  const showsPods =
    step.id === 'object' && component && component.applications.length > 0;
  // What is explained below needs no words of the cluster above.
  const isExplained =
    showsPods &&
    component.applications.some(({ troubles }) => troubles.length > 0);
  return (
    <li
      className={styles.step}
      data-state={step.state}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <StepIcon state={isAwaited ? 'person' : step.state} />
      <div className={styles.body}>
        <div className={styles.line}>
          <Text as="h4" variant="body-medium" weight="bold">
            {t(`step.${step.id}`)}
          </Text>
          <span
            className={styles.state}
            role={isCurrent ? 'status' : undefined}
          >
            {t(
              isAwaited ? 'application.step.person' : `stepState.${step.state}`,
            )}
          </span>
          {step.at && <RelativeTime className={styles.time} at={step.at} />}
        </div>
        {awaited.length > 0 && component && (
          <AwaitedSync
            component={component}
            awaited={awaited}
            isPartlyDone={progress.applications.some(
              ({ automated, sync }) => automated && sync === 'Synced',
            )}
            isHere={here === component.entityRef}
            isLinked={progress.steps.some(
              ({ entityRef, state }) =>
                entityRef === component.entityRef && state !== 'waiting',
            )}
          />
        )}
        {(!here || step.state !== 'done') &&
          awaited.length === 0 &&
          !showsPods && (
            <Text as="p" color="secondary" className={styles.hint}>
              {t(stepHint(step, progress), {
                base: progress.changeRequest.base,
                application: manualApplication(progress) ?? '',
              })}
            </Text>
          )}
        {!isAwaited && !isExplained && (
          <StepWords step={step} progress={progress} />
        )}
        {showsPods && (
          <EnvironmentList
            entityRef={component.entityRef}
            applications={component.applications}
          />
        )}
        {!(here && step.entityRef === here) && (
          <StepLink step={step} progress={progress} />
        )}
      </div>
    </li>
  );
}

/** What the system behind the step says, where it says more than our own words. */
function StepWords(props: { step: ChangeStep; progress: ChangeProgress }) {
  const { step, progress } = props;
  if (step.id === 'sync' && step.state !== 'done') {
    return <ArgoCdWords step={step} progress={progress} />;
  }
  const isConflict =
    step.id === 'merge' && progress.changeRequest.mergeable === false;
  const saysMore =
    step.state === 'failed' ||
    (step.state === 'active' && step.id !== 'object' && !isConflict);
  if (!step.message || !saysMore) {
    return null;
  }
  return (
    <>
      <p className={styles.words} data-state={step.state}>
        {step.message}
      </p>
      <RunbookChips signals={stepSignals(step)} />
    </>
  );
}

function StepLink(props: { step: ChangeStep; progress: ChangeProgress }) {
  const { step, progress } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const entityRoute = useRouteRef(entityRouteRef);
  if (step.state === 'waiting') {
    return null;
  }

  if (step.entityRef) {
    const href = entityRoute?.(entityRouteParams(step.entityRef));
    const { name } = parseEntityRef(step.entityRef);
    return href ? (
      <ButtonLink
        className={styles.link}
        href={href}
        size="small"
        variant={step.state === 'done' ? 'primary' : 'secondary'}
      >
        {t('link.object', { name })}
      </ButtonLink>
    ) : null;
  }

  const url =
    step.url ??
    (step.id === 'pull-request' ? progress.changeRequest.url : undefined);
  // The pull request has its link in the first step; while it waits for a merge, the second leads there too.
  if (!url || (step.id === 'merge' && step.state !== 'active')) {
    return null;
  }
  return (
    <ButtonLink
      className={styles.link}
      href={url}
      target="_blank"
      rel="noreferrer"
      size="small"
      variant={step.state === 'active' ? 'primary' : 'tertiary'}
      iconEnd={<RiExternalLinkLine />}
    >
      {t(`link.${step.id}`, {
        number: `#${progress.changeRequest.number}`,
        name: progress.changeRequest.title,
      })}
    </ButtonLink>
  );
}
