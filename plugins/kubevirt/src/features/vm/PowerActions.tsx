import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  powerActions,
  type ClusterState,
  type PowerAction,
  type PowerOffer,
  type VirtualMachine,
} from '@naru/plugin-kubevirt-common';
import { RiPlayLine, RiRestartLine, RiStopLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { problemOf } from '@naru/plugin-naru-react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtApiRef, type VirtualMachineId } from '../../api/KubevirtApi';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { GitOpsPowerNote } from './GitOpsPowerNote';
import styles from './PowerActions.module.css';
import { PowerDialog } from './PowerDialog';

const ICONS = {
  start: <RiPlayLine />,
  stop: <RiStopLine />,
  restart: <RiRestartLine />,
};

const TOAST_MS = 6_000;

/**
 * Start, stop, restart. What is offered was decided by the server for this person and this state; it decides again
 * when the button is used.
 */
export function PowerActions(props: {
  id: VirtualMachineId;
  vm: VirtualMachine;
  cluster: ClusterState;
  /** After the cluster accepted an action. */
  onDone(): Promise<void>;
}) {
  const { id, vm, cluster, onDone } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const kubevirtApi = useApi(kubevirtApiRef);
  const toastApi = useApi(toastApiRef);
  const [asked, setAsked] = useState<PowerAction>();
  const [running, setRunning] = useState<PowerAction>();
  const reasonsId = useId();

  const act = async (action: PowerAction) => {
    setAsked(undefined);
    setRunning(action);
    try {
      await kubevirtApi.power(id, action);
      toastApi.post({
        status: 'success',
        title: t(`power.accepted.${action}`, { name: vm.name }),
        timeout: TOAST_MS,
      });
    } catch (error) {
      const problem = problemOf(error);
      toastApi.post({
        status: 'danger',
        title: t(`power.failed.${action}`, { name: vm.name }),
        description: (
          <>
            {problem.kind === 'forbidden'
              ? t('power.notAllowed')
              : problem.words ?? t('power.unreachable')}
            <RunbookChips
              signals={errorSignals(error, 'kubevirt')}
              search={problem.kind === 'forbidden' ? '' : problem.words}
            />
          </>
        ),
      });
    }
    await onDone();
    setRunning(undefined);
  };

  const blocked = blockedBy(vm.power);
  return (
    <div className={styles.root}>
      <div
        className={styles.buttons}
        role="group"
        aria-label={t('power.label')}
      >
        {powerActions.map(action => {
          const offer = vm.power[action];
          const reason = reasonOf(offer);
          return (
            <span key={action} title={reason && t(`power.reason.${reason}`)}>
              <Button
                size="small"
                variant="secondary"
                iconStart={ICONS[action]}
                isDisabled={reason !== undefined || running !== undefined}
                isPending={running === action}
                aria-describedby={blocked.length > 0 ? reasonsId : undefined}
                onPress={() =>
                  offer.interrupts ? setAsked(action) : act(action)
                }
              >
                {t(`power.${action}`)}
              </Button>
            </span>
          );
        })}
      </div>
      {blocked.length > 0 && (
        <div id={reasonsId} className={styles.reasons}>
          {blocked.map(({ reason, actions }) => (
            <Text
              key={reason}
              as="p"
              variant="body-small"
              color="secondary"
              className={styles.reason}
            >
              {t('power.blocked', {
                actions: actions.map(one => t(`power.${one}`)).join(', '),
                reason: t(`power.reason.${reason}`),
              })}
            </Text>
          ))}
        </div>
      )}
      {blocked.some(one => one.reason === 'reverted-by-gitops') && (
        <GitOpsPowerNote vm={vm} />
      )}
      {asked && (
        <PowerDialog
          action={asked}
          vm={vm}
          cluster={cluster}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => act(asked)}
        />
      )}
    </div>
  );
}

type Reason = NonNullable<PowerOffer['reason']> | 'unknown';

/** Why the action is not offered; undefined when it is. */
function reasonOf(offer: PowerOffer): Reason | undefined {
  if (offer.possible && offer.allowed) {
    return undefined;
  }
  return offer.reason ?? (offer.allowed ? 'unknown' : 'forbidden');
}

/** The reasons worth a line of their own; that a running machine is running already is plain to see. */
function blockedBy(power: VirtualMachine['power']) {
  const actionsOf = new Map<Reason, PowerAction[]>();
  for (const action of powerActions) {
    const reason = reasonOf(power[action]);
    if (reason && reason !== 'already-running' && reason !== 'not-running') {
      actionsOf.set(reason, [...(actionsOf.get(reason) ?? []), action]);
    }
  }
  return [...actionsOf].map(([reason, actions]) => ({ reason, actions }));
}
