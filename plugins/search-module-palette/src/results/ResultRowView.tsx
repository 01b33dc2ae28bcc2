import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import { CategoryIcon } from './CategoryIcon';
import { Pieces } from './Pieces';
import type { Fact, ResultRow } from './resultRow';
import styles from './ResultRowView.module.css';

function useFactWords() {
  const { t } = useTranslationRef(paletteTranslationRef);
  return (fact: Fact): string => {
    if ('text' in fact) {
      return fact.text;
    }
    if ('severity' in fact) {
      return t(`severity.${fact.severity}`);
    }
    if ('state' in fact) {
      return t(`request.${fact.state}`);
    }
    return t('owner', { owner: fact.owner });
  };
}

/** What a result shows of itself: icon, title, where it belongs, and the place where the words were found. */
export function ResultRowView(props: { row: ResultRow; isLong?: boolean }) {
  const { row } = props;
  const words = useFactWords();
  return (
    <span className={styles.row}>
      <span className={styles.icon}>
        <CategoryIcon category={row.category} />
      </span>
      <span className={styles.body}>
        <span className={styles.title}>
          <Pieces pieces={row.titlePieces} />
        </span>
        {row.facts.length > 0 && (
          <span className={styles.facts}>
            {row.facts.map(words).join(' · ')}
          </span>
        )}
        {row.textPieces.length > 0 && (
          <span className={props.isLong ? styles.longText : styles.text}>
            <Pieces pieces={row.textPieces} />
          </span>
        )}
      </span>
    </span>
  );
}
