import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  absoluteTime,
  problemOf,
  relativeTime,
  useLanguage,
} from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

/** Above data that could not be asked for again: how old it is, and why. */
export function NotRefreshedNotice(props: {
  error: unknown;
  answeredAt: Date;
  onRetry(): void;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  const problem = problemOf(props.error);
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('problem.notRefreshed')}
      description={
        <>
          {[
            problem.kind === 'unreachable'
              ? t('problem.unreachable.title')
              : problem.words ?? '',
            t('problem.lastGood', {
              time: absoluteTime(props.answeredAt, language),
              ago: relativeTime(props.answeredAt, language),
            }),
          ]
            .filter(Boolean)
            .join(' · ')}
          <RunbookChips signals={errorSignals(props.error)} search="" />
        </>
      }
      customActions={
        <Button size="small" variant="tertiary" onPress={props.onRetry}>
          {t('problem.retry')}
        </Button>
      }
    />
  );
}
