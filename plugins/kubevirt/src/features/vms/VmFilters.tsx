import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select, Switch } from '@backstage/ui';
import {
  printableStatuses,
  type VirtualMachineList,
} from '@naru/plugin-kubevirt-common';
import { useEffect, useMemo, useState } from 'react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import type { VmListStateControl } from './useVmListState';
import styles from './VmFilters.module.css';

const TYPING_PAUSE_MS = 250;

/** Search and filters above the table. The numbers say how many machines each choice would leave. */
export function VmFilters(props: {
  control: VmListStateControl;
  facets?: VirtualMachineList['facets'];
}) {
  const { control, facets } = props;
  const { state, change } = control;
  const { t } = useTranslationRef(kubevirtTranslationRef);

  const [typed, setTyped] = useState(state.search);
  useEffect(() => setTyped(state.search), [state.search]);
  useEffect(() => {
    if (typed === state.search) {
      return undefined;
    }
    const timer = setTimeout(() => change({ search: typed }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, state.search, change]);

  const statusOptions = useMemo(
    () =>
      printableStatuses
        .filter(
          status => facets?.status[status] || state.status.includes(status),
        )
        .map(status => ({
          id: status,
          label: `${t(`status.${status}`)} (${facets?.status[status] ?? 0})`,
        })),
    [facets, state.status, t],
  );
  const namespaceOptions = useMemo(
    () =>
      [
        ...new Set([
          ...Object.keys(facets?.namespace ?? {}),
          ...state.namespace,
        ]),
      ]
        .sort()
        .map(namespace => ({
          id: namespace,
          label: `${namespace} (${facets?.namespace[namespace] ?? 0})`,
        })),
    [facets, state.namespace],
  );

  return (
    <div className={styles.root} role="search">
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        value={typed}
        onChange={setTyped}
      />
      <Select
        className={styles.status}
        size="small"
        selectionMode="multiple"
        aria-label={t('list.status')}
        placeholder={t('list.allStatuses')}
        options={statusOptions}
        value={state.status}
        onChange={keys =>
          change({
            status: printableStatuses.filter(status => keys.includes(status)),
          })
        }
      />
      <Select
        className={styles.namespace}
        size="small"
        selectionMode="multiple"
        aria-label={t('list.namespace')}
        placeholder={t('list.allNamespaces')}
        search={{ placeholder: t('list.findNamespace') }}
        options={namespaceOptions}
        value={state.namespace}
        onChange={keys => change({ namespace: keys.map(String) })}
      />
      <Switch
        label={t('list.mine')}
        isSelected={state.mine}
        onChange={mine => change({ mine })}
      />
      {control.isNarrowed && (
        <Button size="small" variant="tertiary" onPress={control.clear}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}
