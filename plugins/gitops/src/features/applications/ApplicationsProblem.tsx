import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { problemOf, StateMessage, type Problem } from '@naru/plugin-naru-react';
import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLockLine,
  RiQuestionLine,
} from '@remixicon/react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

const VIEWS = {
  forbidden: { key: 'forbidden', Icon: RiLockLine, canRetry: false },
  gone: { key: 'gone', Icon: RiQuestionLine, canRetry: true },
  unreachable: { key: 'unreachable', Icon: RiCloudOffLine, canRetry: true },
  'system-unreachable': { key: 'argocd', Icon: RiCloudOffLine, canRetry: true },
  other: { key: 'other', Icon: RiErrorWarningLine, canRetry: true },
} as const satisfies Record<Problem['kind'], object>;

/** Stands in for the Applications when nothing could be read at all. */
export function ApplicationsProblem(props: {
  error: unknown;
  onRetry(): void;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const problem = problemOf(props.error);
  const { key, Icon, canRetry } = VIEWS[problem.kind];
  return (
    <StateMessage
      isAlert
      icon={<Icon size={32} />}
      title={t(`application.problem.${key}.title`)}
      description={
        key === 'other'
          ? undefined
          : t(`application.problem.${key}.description`)
      }
      words={key === 'forbidden' ? undefined : problem.words}
      actions={
        canRetry && (
          <Button variant="secondary" onPress={props.onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}
