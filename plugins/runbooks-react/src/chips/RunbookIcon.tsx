import {
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { Signal } from '@naru/plugin-runbooks-common';
import { RiFirstAidKitLine } from '@remixicon/react';
import { runbookDrawerApiRef } from '../drawer/RunbookDrawerApi';
import { useMatches } from '../match/useMatches';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './RunbookChips.module.css';

/**
 * The runbook that fits best, as an icon for the row of a list. Nothing where none fits.
 *
 * @public
 */
export function RunbookIcon(props: { signals: Signal[] }) {
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const drawer = useApiHolder().get(runbookDrawerApiRef);
  const matches = useMatches(props.signals);
  const best = matches?.[0];
  if (!drawer || !best) {
    return null;
  }
  const words = t('chips.open', {
    title: best.title,
    severity: t(`severity.${best.severity}`),
  });
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={words}
      aria-haspopup="dialog"
      title={words}
      onClick={() => drawer.open({ id: best.id, matches })}
    >
      <RiFirstAidKitLine aria-hidden="true" size={16} />
    </button>
  );
}
