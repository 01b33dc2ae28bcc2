import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select, Switch } from '@backstage/ui';
import type { ChangeRequest } from '@naru/plugin-gitops-common';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { CHANGE_STATES, type ChangeFilters } from './useChangeFilters';
import styles from './ChangeFilterBar.module.css';

const ANY = 'any';

/** Search and filters above the list. */
export function ChangeFilterBar(props: {
  changes: ChangeRequest[];
  filters: ChangeFilters;
  onChange(part: Partial<ChangeFilters>): void;
}) {
  const { changes, filters, onChange } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const isNarrowed = filters.search || filters.state || filters.mine;
  return (
    <div className={styles.root} role="search">
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        value={filters.search}
        onChange={search => onChange({ search })}
      />
      <Select
        className={styles.state}
        size="small"
        aria-label={t('list.state')}
        options={[
          { id: ANY, label: t('list.anyState') },
          ...CHANGE_STATES.map(state => ({
            id: state,
            label: t('list.stateOption', {
              state: t(`state.${state}`),
              number: String(
                changes.filter(change => change.state === state).length,
              ),
            }),
          })),
        ]}
        value={filters.state ?? ANY}
        onChange={key =>
          onChange({ state: CHANGE_STATES.find(state => state === key) })
        }
      />
      <Switch
        label={t('list.mine')}
        isSelected={filters.mine}
        onChange={mine => onChange({ mine })}
      />
      {isNarrowed && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            onChange({ search: '', state: undefined, mine: false })
          }
        >
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}
