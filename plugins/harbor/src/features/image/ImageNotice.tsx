import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  absoluteTime,
  problemOf,
  relativeTime,
  useLanguage,
  type Problem,
} from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { harborTranslationRef } from '../../translations/harborTranslationRef';
import { lastGoodAtOf } from './lastGoodAtOf';

const TITLES = {
  forbidden: 'problem.forbidden.title',
  gone: 'problem.gone.title',
  unreachable: 'problem.unreachable.title',
  'system-unreachable': 'problem.harbor.title',
  other: 'problem.other.title',
} as const satisfies Record<Problem['kind'], string>;

/** Above the fields for typing: why there is no list, when there last was one, and what to do. */
export function ImageNotice(props: { error: unknown; onRetry(): void }) {
  const { t } = useTranslationRef(harborTranslationRef);
  const language = useLanguage();
  const { kind, words } = problemOf(props.error);
  const lastGoodAt = lastGoodAtOf(props.error);
  const explanation =
    kind === 'forbidden' || kind === 'unreachable'
      ? t(`problem.${kind}.description`)
      : words;
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t(TITLES[kind])}
      description={
        <>
          {[
            explanation,
            lastGoodAt &&
              t('problem.lastGood', {
                time: absoluteTime(lastGoodAt, language),
                ago: relativeTime(lastGoodAt, language),
              }),
            t('manual.why'),
          ]
            .filter(Boolean)
            .join(' ')}
          <RunbookChips
            signals={errorSignals(props.error, 'harbor')}
            search={kind === 'forbidden' ? '' : words}
          />
        </>
      }
      customActions={
        kind !== 'forbidden' && (
          <Button size="small" variant="tertiary" onPress={props.onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}
