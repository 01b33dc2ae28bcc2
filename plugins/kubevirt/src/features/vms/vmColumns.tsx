import { Link, Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  VirtualMachineSortField,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import type { ReactNode } from 'react';
import { RelativeTime } from '@naru/plugin-naru-react';
import { RunbookIcon } from '@naru/plugin-runbooks-react';
import { CopyButton } from '../text/CopyButton';
import { formatBytes } from '../text/quantities';
import { machineSignals } from '../vm/machineSignals';
import { VmStatus } from '../vm/VmStatus';
import styles from './VmTable.module.css';

/** A column of the table; its heading is the message `list.column.<id>`. */
export interface VmColumn {
  id:
    | 'name'
    | 'status'
    | 'namespace'
    | 'owner'
    | 'size'
    | 'ip'
    | 'node'
    | 'age';
  sort?: VirtualMachineSortField;
  /** Share of the width, relative to the other columns. */
  share: number;
  /** Pixels that the table must have before this column is worth its room. */
  from: number;
  cell(vm: VirtualMachineSummary, context: CellContext): ReactNode;
}

/** What cells need besides their row. */
export interface CellContext {
  language: string;
  href(vm: VirtualMachineSummary): string | undefined;
  sizeText(cpu: string, memory: string): string;
  /** The namespace has no column of its own now. */
  withNamespace: boolean;
}

/** All columns, from left to right. */
export const vmColumns: VmColumn[] = [
  {
    id: 'name',
    sort: 'name',
    share: 36,
    from: 0,
    cell: (vm, { href, withNamespace }) => (
      <span className={styles.stack}>
        <Link
          href={href(vm)}
          standalone
          truncate
          weight="bold"
          title={`${vm.namespace}/${vm.name}`}
        >
          {vm.name}
        </Link>
        {withNamespace && (
          <Text variant="body-small" color="secondary" truncate>
            {vm.namespace}
          </Text>
        )}
      </span>
    ),
  },
  {
    id: 'status',
    sort: 'status',
    share: 32,
    from: 0,
    cell: vm => (
      <span className={styles.status}>
        <VmStatus status={vm.status} progress={vm.progress} />
        <RunbookIcon signals={machineSignals(vm)} />
      </span>
    ),
  },
  {
    id: 'namespace',
    sort: 'namespace',
    share: 29,
    from: 800,
    cell: vm => (
      <Text truncate title={vm.namespace}>
        {vm.namespace}
      </Text>
    ),
  },
  {
    id: 'owner',
    sort: 'owner',
    share: 28,
    from: 0,
    cell: vm => (
      <EntityRefLink
        className={styles.owner}
        entityRef={vm.owner}
        defaultKind="group"
        hideIcon
        disableTooltip
      />
    ),
  },
  {
    id: 'size',
    sort: 'memory',
    share: 28,
    from: 960,
    cell: (vm, { language, sizeText }) => (
      <span className={styles.number}>
        {sizeText(
          vm.cpu > 0 ? String(vm.cpu) : '–',
          formatBytes(vm.memoryBytes, language),
        )}
      </span>
    ),
  },
  {
    id: 'ip',
    sort: 'ip',
    share: 32,
    from: 0,
    cell: vm =>
      vm.ip ? (
        <span className={styles.ip}>
          <span className={styles.number} title={vm.ips.join('\n')}>
            {vm.ip}
          </span>
          <CopyButton value={vm.ip} />
        </span>
      ) : (
        <span className={styles.absent}>–</span>
      ),
  },
  {
    id: 'node',
    sort: 'node',
    share: 22,
    from: 1120,
    cell: vm =>
      vm.node ? (
        <Text truncate title={vm.node}>
          {vm.node}
        </Text>
      ) : (
        <span className={styles.absent}>–</span>
      ),
  },
  {
    id: 'age',
    sort: 'createdAt',
    share: 24,
    from: 640,
    cell: vm => <RelativeTime short className={styles.age} at={vm.createdAt} />,
  },
];
