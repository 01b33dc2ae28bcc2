import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CaseSeverity } from '@naru/plugin-runbooks-common';
import {
  RiAlarmWarningFill,
  RiAlertLine,
  RiErrorWarningFill,
  RiInformationLine,
} from '@remixicon/react';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './CaseSeverityMark.module.css';

const ICONS = {
  critical: RiAlarmWarningFill,
  major: RiErrorWarningFill,
  minor: RiAlertLine,
  info: RiInformationLine,
};

/**
 * How bad a case is, as an icon and a word.
 *
 * @public
 */
export function CaseSeverityMark(props: { severity: CaseSeverity }) {
  const { severity } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const Icon = ICONS[severity];
  return (
    <span className={`${styles.root} ${styles[severity]}`}>
      <Icon aria-hidden="true" size={16} />
      {t(`severity.${severity}`)}
    </span>
  );
}
