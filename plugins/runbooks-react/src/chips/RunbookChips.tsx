import {
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { MatchedCase, Signal } from '@naru/plugin-runbooks-common';
import { RiFirstAidKitLine } from '@remixicon/react';
import { useState } from 'react';
import { CaseSeverityMark } from '../cases/CaseSeverityMark';
import { runbookDrawerApiRef } from '../drawer/RunbookDrawerApi';
import { useMatches } from '../match/useMatches';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './RunbookChips.module.css';
import { SearchLink } from './SearchLink';

const SHOWN = 2;

/**
 * The runbooks that fit what went wrong, for any screen: hand over what the system said, and each case that fits can be
 * read without leaving. Where nothing fits it leads to the search. It stays empty while runbooks are not known, and where
 * there are none for this person; it never breaks the screen it stands in.
 *
 * @public
 */
export function RunbookChips(props: {
  signals: Signal[];
  /** What to search for when nothing fits; default: the first message of the signals. Empty: nothing, for what may well be in order. */
  search?: string;
}) {
  const { signals } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const drawer = useApiHolder().get(runbookDrawerApiRef);
  const matches = useMatches(signals);
  const [showsAll, setShowsAll] = useState(false);
  if (!matches || !drawer) {
    return null;
  }
  const search = props.search ?? signals.find(one => one.message)?.message;
  if (matches.length === 0) {
    return search ? (
      <div className={styles.root}>
        <SearchLink message={search} />
      </div>
    ) : null;
  }
  // "1 more" takes the room of the one more.
  const shown =
    showsAll || matches.length <= SHOWN + 1 ? matches : matches.slice(0, SHOWN);
  const more = matches.length - shown.length;
  return (
    <div className={styles.root} role="group" aria-label={t('chips.label')}>
      {shown.map(match => (
        <Chip
          key={match.id}
          match={match}
          onOpen={() => drawer.open({ id: match.id, matches })}
        />
      ))}
      {more > 0 && (
        <button
          type="button"
          className={styles.more}
          onClick={() => setShowsAll(true)}
        >
          {t('chips.more', { count: more })}
        </button>
      )}
    </div>
  );
}

function Chip(props: { match: MatchedCase; onOpen(): void }) {
  const { title, severity } = props.match;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={t('chips.open', {
        title,
        severity: t(`severity.${severity}`),
      })}
      aria-haspopup="dialog"
      title={title}
      onClick={props.onOpen}
    >
      <RiFirstAidKitLine aria-hidden="true" size={16} />
      <span className={styles.title}>{title}</span>
      <span className={styles.severity}>
        <CaseSeverityMark severity={severity} />
      </span>
    </button>
  );
}
