import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import type { VirtualMachineSummary } from '@naru/plugin-kubevirt-common';
import { useMemo } from 'react';
import { useLanguage } from '@naru/plugin-naru-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { useElementWidth } from './useElementWidth';
import type { VmListState } from './useVmListState';
import { vmColumns, type CellContext } from './vmColumns';
import styles from './VmTable.module.css';

/**
 * The rows of one page. Columns that matter less leave first when the room gets narrow. An unchanged row object is
 * not drawn again, and nothing moves while a newer page is fetched.
 */
export function VmTable(props: {
  rows: VirtualMachineSummary[];
  sort: VmListState['sort'];
  onSort(sort: VmListState['sort']): void;
  /** The rows still belong to the question before. */
  isPending: boolean;
}) {
  const { rows, sort, onSort, isPending } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const language = useLanguage();
  const entityRoute = useRouteRef(entityRouteRef);
  const [measure, width] = useElementWidth();

  const visible = useMemo(
    () =>
      vmColumns.filter(column => width === undefined || width >= column.from),
    [width],
  );
  const shares = visible.reduce((sum, column) => sum + column.share, 0);
  const context: CellContext = {
    language,
    href: vm => entityRoute?.(entityRouteParams(vm.entityRef)),
    sizeText: (cpu, memory) => t('list.size', { cpu, memory }),
    withNamespace: !visible.some(column => column.id === 'namespace'),
  };

  const sorted = vmColumns.find(
    column => column.sort === sort.replace(/^-/, ''),
  );

  return (
    <div ref={measure} className={styles.scroll}>
      <TableRoot
        aria-label={t('list.label')}
        stale={isPending}
        sortDescriptor={
          sorted && {
            column: sorted.id,
            direction: sort.startsWith('-') ? 'descending' : 'ascending',
          }
        }
        onSortChange={({ column, direction }) => {
          const field = vmColumns.find(one => one.id === column)?.sort;
          if (field) {
            onSort(direction === 'descending' ? `-${field}` : field);
          }
        }}
      >
        <TableHeader columns={visible}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.id === 'name'}
              allowsSorting={column.sort !== undefined}
              style={{ width: `${(column.share / shares) * 100}%` }}
            >
              {t(`list.column.${column.id}`)}
            </Column>
          )}
        </TableHeader>
        <TableBody items={rows} dependencies={[visible, language, t]}>
          {vm => (
            <Row id={vm.entityRef} className={styles.row} columns={visible}>
              {column => (
                <Cell className={styles.cell}>{column.cell(vm, context)}</Cell>
              )}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}
