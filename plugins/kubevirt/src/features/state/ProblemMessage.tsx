import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLockLine,
} from '@remixicon/react';
import { problemOf, StateMessage } from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';

/** Stands in for the data when nothing could be read at all. */
export function ProblemMessage(props: {
  error: unknown;
  /** Whether one machine was asked for, or the list. */
  of: 'one' | 'list';
  onRetry(): void;
}) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const problem = problemOf(props.error);
  const retry = (
    <>
      <Button variant="secondary" onPress={props.onRetry}>
        {t('problem.retry')}
      </Button>
      <RunbookChips signals={errorSignals(props.error, 'kubernetes')} />
    </>
  );

  switch (problem.kind) {
    case 'forbidden': {
      const key = props.of === 'one' ? 'forbiddenOne' : 'forbidden';
      return (
        <StateMessage
          isAlert
          icon={<RiLockLine size={32} />}
          title={t(`problem.${key}.title`)}
          description={t(`problem.${key}.description`)}
        />
      );
    }
    case 'unreachable':
      return (
        <StateMessage
          isAlert
          icon={<RiCloudOffLine size={32} />}
          title={t('problem.unreachable.title')}
          description={t('problem.unreachable.description')}
          actions={retry}
        />
      );
    case 'system-unreachable':
      return (
        <StateMessage
          isAlert
          icon={<RiCloudOffLine size={32} />}
          title={t('problem.clusterUnreachable.title')}
          description={t('problem.clusterUnreachable.description')}
          words={problem.words}
          actions={retry}
        />
      );
    case 'gone':
    case 'other':
    default:
      return (
        <StateMessage
          isAlert
          icon={<RiErrorWarningLine size={32} />}
          title={t('problem.other.title')}
          words={problem.words}
          actions={retry}
        />
      );
  }
}
