import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { StateMessage } from '@naru/plugin-naru-react';
import { RiSearchLine } from '@remixicon/react';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import type { Choice } from './categories';

const RUNBOOKS = '/runbooks';

/** What to do when nothing was found. */
export function NothingFound(props: {
  term: string;
  choice: Choice;
  onSearchAll: () => void;
  onLeave?: () => void;
}) {
  const { t } = useTranslationRef(paletteTranslationRef);
  const { term, choice } = props;
  return (
    <StateMessage
      icon={<RiSearchLine />}
      title={t('state.none', {
        term: term.length > 60 ? `${term.slice(0, 60)}…` : term,
      })}
      description={
        choice === 'all'
          ? t('state.none.about')
          : t('state.none.filtered', { category: t(`category.${choice}`) })
      }
      actions={
        <>
          {choice !== 'all' && (
            <Button variant="secondary" onPress={props.onSearchAll}>
              {t('state.none.all')}
            </Button>
          )}
          <ButtonLink
            variant="secondary"
            href={RUNBOOKS}
            onPress={props.onLeave}
          >
            {t('state.none.runbooks')}
          </ButtonLink>
        </>
      }
    />
  );
}
