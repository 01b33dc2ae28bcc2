import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import styles from './VmListSkeleton.module.css';

const ROWS = Array.from({ length: 10 }, (_, row) => row);

/** Holds the place of the table until the first answer. */
export function VmListSkeleton() {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  return (
    <div className={styles.root} role="status">
      <VisuallyHidden>{t('list.loading')}</VisuallyHidden>
      {ROWS.map(row => (
        <div key={row} className={styles.row} aria-hidden="true">
          <Skeleton width="60%" height={16} />
          <Skeleton width="70%" height={16} />
          <Skeleton width="50%" height={16} />
          <Skeleton width="65%" height={16} />
        </div>
      ))}
    </div>
  );
}
