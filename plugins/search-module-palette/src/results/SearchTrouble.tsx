import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { problemOf, StateMessage } from '@naru/plugin-naru-react';
import {
  RiErrorWarningLine,
  RiHourglassLine,
  RiLockLine,
  RiWifiOffLine,
} from '@remixicon/react';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';

/** The search throws this while nothing is indexed. */
const isPreparing = (words: string | undefined) =>
  /nothing is indexed yet|missing index/iu.test(words ?? '');

/** Says why there are no results when there should be an answer. */
export function SearchTrouble(props: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslationRef(paletteTranslationRef);
  const problem = problemOf(props.error);
  const retry = (
    <Button variant="secondary" onPress={props.onRetry}>
      {t('state.retry')}
    </Button>
  );
  if (isPreparing(problem.words)) {
    return (
      <StateMessage
        isAlert
        icon={<RiHourglassLine />}
        title={t('state.preparing')}
        description={t('state.preparing.about')}
        actions={retry}
      />
    );
  }
  switch (problem.kind) {
    case 'forbidden':
      return (
        <StateMessage
          isAlert
          icon={<RiLockLine />}
          title={t('state.forbidden')}
          description={t('state.forbidden.about')}
          words={problem.words}
        />
      );
    case 'unreachable':
    case 'system-unreachable':
      return (
        <StateMessage
          isAlert
          icon={<RiWifiOffLine />}
          title={t('state.unreachable')}
          description={t('state.unreachable.about')}
          actions={retry}
        />
      );
    default:
      return (
        <StateMessage
          isAlert
          icon={<RiErrorWarningLine />}
          title={t('state.failed')}
          words={problem.words}
          actions={retry}
        />
      );
  }
}
