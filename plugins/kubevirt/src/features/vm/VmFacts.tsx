import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  ClusterState,
  VirtualMachine,
} from '@naru/plugin-kubevirt-common';
import type { ReactNode } from 'react';
import { RelativeTime, useLanguage } from '@naru/plugin-naru-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { CopyButton } from '../text/CopyButton';
import { formatBytes } from '../text/quantities';
import styles from './VmFacts.module.css';

const RUN_STRATEGIES = [
  'Always',
  'RerunOnFailure',
  'Manual',
  'Once',
  'Halted',
  'WaitAsReceiver',
] as const;

/** Where the machine is, how big it is, what it was made from. */
export function VmFacts(props: { vm: VirtualMachine; cluster: ClusterState }) {
  const { vm, cluster } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const language = useLanguage();
  const runStrategy =
    RUN_STRATEGIES.find(one => one === vm.runStrategy) ?? 'unknown';

  return (
    <dl className={styles.root}>
      <Fact label={t('vm.ip')}>
        <Addresses vm={vm} />
      </Fact>
      <Fact label={t('vm.node')}>
        {vm.node ?? <Absent>{t('vm.noNode')}</Absent>}
      </Fact>
      <Fact label={t('vm.size')}>
        {t('list.size', {
          cpu: vm.cpu > 0 ? String(vm.cpu) : '–',
          memory: formatBytes(vm.memoryBytes, language),
        })}
      </Fact>
      <Fact label={t('vm.disk')}>{formatBytes(vm.diskBytes, language)}</Fact>
      <Fact label={t('vm.image')}>
        <Image image={vm.image} />
      </Fact>
      <Fact label={t('vm.created')}>
        <RelativeTime at={vm.createdAt} />
      </Fact>
      {vm.guest && (
        <Fact label={t('vm.guest')}>
          {vm.guest.os ?? <Absent>{t('vm.guestUnknown')}</Absent>}
        </Fact>
      )}
      <Fact label={t('vm.cluster')}>{cluster.title}</Fact>
      <Fact label={t('vm.namespace')}>{vm.namespace}</Fact>
      <Fact label={t('vm.runStrategy')}>
        <span title={vm.runStrategy}>{t(`runStrategy.${runStrategy}`)}</span>
      </Fact>
      {vm.application && (
        <Fact label={t('vm.application')}>{vm.application}</Fact>
      )}
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{props.label}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}

function Absent(props: { children: ReactNode }) {
  return <span className={styles.absent}>{props.children}</span>;
}

function Addresses(props: { vm: VirtualMachine }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const { vm } = props;
  const addresses = [...new Set([vm.ip ?? [], vm.ips].flat())];
  if (addresses.length === 0) {
    return <Absent>{t('vm.noIp')}</Absent>;
  }
  const macOf = (ip: string) =>
    vm.interfaces.find(one => one.ips.includes(ip))?.mac;
  return (
    <>
      {addresses.map(ip => {
        const mac = macOf(ip);
        return (
          <span
            key={ip}
            className={styles.address}
            title={mac && t('vm.mac', { mac })}
          >
            {ip}
            <CopyButton value={ip} />
          </span>
        );
      })}
    </>
  );
}

function Image(props: { image: VirtualMachine['image'] }) {
  const { image } = props;
  if (!image) {
    return <Absent>–</Absent>;
  }
  return image.entityRef ? (
    <EntityRefLink entityRef={image.entityRef} title={image.title} />
  ) : (
    <>{image.title}</>
  );
}
