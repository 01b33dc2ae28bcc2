import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Select, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { PAGE_SIZES, type VmListState } from './useVmListState';
import styles from './VmPagination.module.css';

/** Under the table: which rows these are, and the way to the others. (The one of Backstage speaks English only.) */
export function VmPagination(props: {
  state: VmListState;
  total: number;
  onChange(part: Partial<Pick<VmListState, 'page' | 'pageSize'>>): void;
}) {
  const { state, total, onChange } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const pages = Math.max(1, Math.ceil(total / state.pageSize));
  const from = Math.min(total, (state.page - 1) * state.pageSize + 1);
  const to = Math.min(total, state.page * state.pageSize);

  return (
    <nav className={styles.root} aria-label={t('list.page')}>
      <Select
        className={styles.size}
        size="small"
        aria-label={t('list.pageSize')}
        options={PAGE_SIZES.map(size => ({
          id: String(size),
          label: t('list.pageSizeOption', { size: String(size) }),
        }))}
        value={String(state.pageSize)}
        onChange={key => key && onChange({ pageSize: Number(key), page: 1 })}
      />
      <Text className={styles.range} color="secondary" aria-live="polite">
        {t('list.range', { from, to, total })}
      </Text>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiArrowLeftSLine />}
        aria-label={t('list.previousPage')}
        isDisabled={state.page <= 1}
        onPress={() => onChange({ page: Math.min(state.page, pages + 1) - 1 })}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiArrowRightSLine />}
        aria-label={t('list.nextPage')}
        isDisabled={state.page >= pages}
        onPress={() => onChange({ page: state.page + 1 })}
      />
    </nav>
  );
}
