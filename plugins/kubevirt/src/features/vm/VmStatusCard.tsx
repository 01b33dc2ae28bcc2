import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { VirtualMachine } from '@naru/plugin-kubevirt-common';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { ClusterNotices } from '../state/ClusterNotices';
import { machineSignals } from './machineSignals';
import { PowerActions } from './PowerActions';
import { statusTone } from './statusTone';
import { useVm } from './useVm';
import { VmCard } from './VmCard';
import { VmConditions } from './VmConditions';
import { VmFacts } from './VmFacts';
import { VmStatus } from './VmStatus';
import styles from './VmStatusCard.module.css';

/** What the machine is doing, why, and what can be done about it. */
export function VmStatusCard() {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const vm = useVm();
  return (
    <VmCard title={t('vm.title')} vm={vm}>
      {answer => (
        <>
          <ClusterNotices clusters={[answer.cluster]} />
          <div className={styles.head}>
            <div className={styles.status} role="status">
              <VmStatus
                size="large"
                status={answer.vm.status}
                progress={answer.vm.progress}
              />
              {answer.vm.status !== 'Running' && (
                <Text as="p" color="secondary" className={styles.explanation}>
                  {t(`explain.${answer.vm.status}`)}
                </Text>
              )}
            </div>
            <PowerActions
              id={vm.id}
              vm={answer.vm}
              cluster={answer.cluster}
              onDone={vm.reload}
            />
          </div>
          <Failure vm={answer.vm} />
          <RunbookChips signals={machineSignals(answer.vm)} />
          <VmFacts vm={answer.vm} cluster={answer.cluster} />
          <VmConditions vm={answer.vm} />
        </>
      )}
    </VmCard>
  );
}

/** KubeVirt's own words about what keeps the machine from running. */
function Failure(props: { vm: VirtualMachine }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const { message, status } = props.vm;
  if (!message) {
    return null;
  }
  return (
    <Alert
      role="status"
      icon
      status={statusTone(status) === 'negative' ? 'danger' : 'warning'}
      title={t('vm.message')}
      description={<span className={styles.words}>{message}</span>}
    />
  );
}
