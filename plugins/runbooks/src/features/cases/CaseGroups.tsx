import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { CaseSummary } from '@naru/plugin-runbooks-common';
import {
  CaseSeverityMark,
  runbooksReactTranslationRef,
} from '@naru/plugin-runbooks-react';
import { RiDeleteBin2Line } from '@remixicon/react';
import { useId } from 'react';
import { runbooksTranslationRef } from '../../translations/runbooksTranslationRef';
import styles from './CaseGroups.module.css';
import { groupCases, type CaseGroup } from './groupCases';
import type { CasesAnswer } from './useCases';

interface RowOptions {
  feedback: CasesAnswer['feedback'];
  /** Whether the source of a case says something: there are several. */
  showsSource: boolean;
  onOpen(id: string): void;
}

/** All cases, as a reader looks for them. */
export function CaseGroups(props: { cases: CaseSummary[] } & RowOptions) {
  const { cases, ...options } = props;
  return (
    <>
      {groupCases(cases).map(group => (
        <Group key={group.id} group={group} options={options} />
      ))}
    </>
  );
}

function Group(props: { group: CaseGroup; options: RowOptions }) {
  const { group, options } = props;
  const titleId = useId();
  return (
    <section className={styles.group} aria-labelledby={titleId}>
      <Text as="h2" id={titleId} variant="title-x-small" weight="bold">
        {group.title}
      </Text>
      <ul className={styles.rows}>
        {group.cases.map(one => (
          <Row key={`${one.source} ${one.id}`} one={one} options={options} />
        ))}
      </ul>
    </section>
  );
}

function Row(props: { one: CaseSummary; options: RowOptions }) {
  const { one, options } = props;
  const { t } = useTranslationRef(runbooksTranslationRef);
  const { t: tCase } = useTranslationRef(runbooksReactTranslationRef);
  const voices = options.feedback.get(one.id);
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.open}
        onClick={() => options.onOpen(one.id)}
      >
        <span className={styles.id}>{one.id}</span>
        <span className={styles.title}>
          {one.title}
          {one.destructive && (
            <span
              className={styles.destructive}
              role="img"
              aria-label={t('list.destructive')}
              title={t('list.destructive')}
            >
              <RiDeleteBin2Line aria-hidden="true" size={16} />
            </span>
          )}
        </span>
        <CaseSeverityMark severity={one.severity} />
        <span className={styles.kind}>{tCase(`kind.${one.kind}`)}</span>
        <span className={styles.more}>
          <span>{one.systems.join(', ')}</span>
          {options.showsSource && (
            <span>{t('list.source', { source: one.source })}</span>
          )}
          {voices && (
            <span>
              {t('list.helpful', {
                helpful: String(voices.helpful),
                unhelpful: String(voices.unhelpful),
              })}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
