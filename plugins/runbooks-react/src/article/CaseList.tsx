import type { CaseSummary } from '@naru/plugin-runbooks-common';
import { CaseSeverityMark } from '../cases/CaseSeverityMark';
import styles from './RunbookArticle.module.css';

/** Cases to go on with. */
export function CaseList(props: {
  cases: CaseSummary[];
  onOpen(id: string): void;
}) {
  return (
    <ul className={styles.cases}>
      {props.cases.map(({ id, title, severity }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.case}
            onClick={() => props.onOpen(id)}
          >
            <span className={styles.caseId}>{id}</span>
            <span className={styles.caseTitle}>{title}</span>
            <span className={styles.caseSeverity}>
              <CaseSeverityMark severity={severity} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
