import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { VirtualMachineDisk } from '@naru/plugin-kubevirt-common';
import { problemOf, useLanguage, ToneIcon } from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { formatBytes, percentOf } from '../text/quantities';
import { diskState } from './diskState';
import { diskSignals, isBad } from './machineSignals';
import { ProgressBar } from './ProgressBar';
import { useVm } from './useVm';
import styles from './VmDisksCard.module.css';

/** The disks of a machine. The status card speaks when there is no answer; this one then keeps quiet. */
export function VmDisksCard() {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const vm = useVm();
  const isGone = vm.error && problemOf(vm.error).kind === 'gone';
  if (!vm.value || isGone) {
    return null;
  }
  const { disks } = vm.value.vm;
  return (
    <EntityInfoCard title={t('disks.title')}>
      {disks.length === 0 ? (
        <Text as="p" color="secondary">
          {t('disks.none')}
        </Text>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('disks.column.name')}</th>
                <th scope="col">{t('disks.column.state')}</th>
                <th scope="col">{t('disks.column.size')}</th>
                <th scope="col">{t('disks.column.storageClass')}</th>
              </tr>
            </thead>
            <tbody>
              {disks.map(disk => (
                <DiskRow key={disk.name} disk={disk} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </EntityInfoCard>
  );
}

function DiskRow(props: { disk: VirtualMachineDisk }) {
  const { disk } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const language = useLanguage();
  const { key, tone } = diskState(disk);
  const percent = tone === 'progress' ? percentOf(disk.progress) : undefined;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {disk.name}
        {disk.dataVolume && disk.dataVolume !== disk.name && (
          <span className={styles.secondary}>{disk.dataVolume}</span>
        )}
      </th>
      <td>
        <span className={styles.state}>
          <ToneIcon tone={tone} />
          <span className={styles.words}>
            <span title={disk.phase}>
              {t(`diskPhase.${key}`)}
              {percent !== undefined && (
                <span className={styles.percent}>{percent.toFixed(0)}%</span>
              )}
            </span>
            {percent !== undefined && (
              <ProgressBar
                label={t('disks.progressOf', { name: disk.name })}
                value={percent}
              />
            )}
            {disk.message && (
              <span className={styles.secondary}>{disk.message}</span>
            )}
            <RunbookChips
              signals={diskSignals(disk)}
              search={isBad(tone) ? disk.message : ''}
            />
          </span>
        </span>
      </td>
      <td className={styles.number}>{formatBytes(disk.sizeBytes, language)}</td>
      <td>{disk.storageClass ?? '–'}</td>
    </tr>
  );
}
