import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import styles from './KeyHints.module.css';

/** Which keys do what; not shown where there is no keyboard. */
export function KeyHints() {
  const { t } = useTranslationRef(paletteTranslationRef);
  return (
    <span className={styles.hints}>
      <span>
        <kbd className={styles.key}>↑↓</kbd> {t('keys.move')}
      </span>
      <span>
        <kbd className={styles.key}>Enter</kbd> {t('keys.open')}
      </span>
      <span>
        <kbd className={styles.key}>Tab</kbd> {t('keys.filter')}
      </span>
    </span>
  );
}
