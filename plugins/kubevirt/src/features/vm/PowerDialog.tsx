import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type {
  ClusterState,
  PowerAction,
  VirtualMachine,
} from '@naru/plugin-kubevirt-common';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import styles from './PowerDialog.module.css';

/** Asks before something that interrupts the guest. Escape and a press outside mean no. */
export function PowerDialog(props: {
  action: PowerAction;
  vm: VirtualMachine;
  cluster: ClusterState;
  onCancel(): void;
  onConfirm(): void;
}) {
  const { action, vm, cluster, onCancel, onConfirm } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const { name, namespace } = vm;
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onCancel()} width={440}>
      <DialogHeader>
        {t(`power.confirm.${action}.title`, { name })}
      </DialogHeader>
      <DialogBody className={styles.body}>
        <Text as="p" weight="bold">
          {t('power.confirm.where', { namespace, cluster: cluster.title })}
        </Text>
        <Text as="p" className={styles.description}>
          {t(`power.confirm.${action}.description`)}
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onCancel}>
          {t('power.cancel')}
        </Button>
        <Button variant="primary" destructive onPress={onConfirm}>
          {t(`power.confirm.${action}.action`, { name })}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
