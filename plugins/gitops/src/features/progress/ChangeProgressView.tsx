import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import type { ChangeProgress } from '@naru/plugin-gitops-common';
import { RelativeTime, type LiveAnswer } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { NotRefreshedNotice } from '../state/NotRefreshedNotice';
import { changeProblems } from '../changes/changeProblems';
import { ProblemMessage } from '../state/ProblemMessage';
import { useEntityApplications } from '../applications/useEntityApplications';
import { ArgoCdNotice } from './ArgoCdNotice';
import { componentOf } from './changedComponent';
import { ChangeSteps } from './ChangeSteps';
import styles from './ChangeProgressView.module.css';

const SKELETON_STEPS = [0, 1, 2, 3];

/** The whole way of a change on one screen: pull request, merge, Argo CD, live object. */
export function ChangeProgressView(props: {
  progress: LiveAnswer<ChangeProgress>;
  /** Ref of the entity whose page this is: no link leads here, and what is over needs no words. */
  here?: string;
}) {
  const { value, error, answeredAt, reload } = props.progress;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const changed = componentOf(value);
  // The component's own page shows its Applications beside this.
  const component = useEntityApplications(
    changed === props.here ? undefined : changed,
  );

  if (!value) {
    return error ? (
      <ProblemMessage error={error} views={changeProblems} onRetry={reload} />
    ) : (
      <div className={styles.root} role="status">
        <VisuallyHidden>{t('progress.loading')}</VisuallyHidden>
        {SKELETON_STEPS.map(step => (
          <Skeleton key={step} aria-hidden="true" width="70%" height={28} />
        ))}
      </div>
    );
  }

  const { changeRequest } = value;
  return (
    <div className={styles.root}>
      {error && answeredAt && (
        <NotRefreshedNotice
          error={error}
          answeredAt={answeredAt}
          onRetry={reload}
        />
      )}
      <div className={styles.head}>
        <Text as="p" weight="bold" className={styles.title}>
          {changeRequest.title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('progress.requestedBy')}{' '}
          {changeRequest.requestedBy ? (
            <EntityRefLink
              entityRef={changeRequest.requestedBy}
              defaultKind="user"
              hideIcon
              disableTooltip
            />
          ) : (
            changeRequest.author
          )}
          {' · '}
          <RelativeTime at={changeRequest.createdAt} />
        </Text>
      </div>
      <ArgoCdNotice progress={value} />
      <ChangeSteps
        progress={value}
        here={props.here}
        component={
          changed
            ? {
                entityRef: changed,
                applications: component.value?.applications ?? [],
              }
            : undefined
        }
      />
    </div>
  );
}
