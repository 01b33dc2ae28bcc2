import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import styles from './CategoryFilter.module.css';
import { type Choice, CHOICES } from './categories';
import { CategoryIcon } from './CategoryIcon';

/** Chooses where to search: one of a few, by mouse or arrow keys. */
export function CategoryFilter(props: {
  choice: Choice;
  onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslationRef(paletteTranslationRef);
  const name = useId();
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.legend}>{t('filter.label')}</legend>
      {CHOICES.map(choice => (
        <label key={choice} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={props.choice === choice}
            onChange={() => props.onChoose(choice)}
            className={styles.radio}
          />
          <span className={styles.face}>
            <CategoryIcon category={choice} />
            {t(`category.${choice}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
