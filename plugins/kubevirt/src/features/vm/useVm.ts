import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  KUBEVIRT_SIGNAL_CHANNEL,
  kubevirtSignalSchema,
  type VirtualMachineAnswer,
} from '@naru/plugin-kubevirt-common';
import { useLiveAnswer, type LiveAnswer } from '@naru/plugin-naru-react';
import { kubevirtApiRef, type VirtualMachineId } from '../../api/KubevirtApi';

/** With signals this only mends what a lost connection missed. */
const POLL_WITH_SIGNALS_MS = 30_000;
const POLL_WITHOUT_SIGNALS_MS = 3_000;

/** The live state of the VirtualMachine whose entity page this is, kept up to date. */
export function useVm(): LiveAnswer<VirtualMachineAnswer> & {
  id: VirtualMachineId;
} {
  const kubevirtApi = useApi(kubevirtApiRef);
  const { entity } = useEntity();
  const id = {
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: entity.metadata.name,
  };
  const entityRef = stringifyEntityRef(entity);

  const answer = useLiveAnswer<VirtualMachineAnswer>({
    key: entityRef,
    load: () => kubevirtApi.getVm(id),
    channel: KUBEVIRT_SIGNAL_CHANNEL,
    concerns: message => {
      const signal = kubevirtSignalSchema.safeParse(message);
      return (
        !signal.success ||
        signal.data.clusters === true ||
        signal.data.entityRefs?.includes(entityRef) === true
      );
    },
    pollMs: (_, signals) =>
      signals ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS,
  });
  return { ...answer, id };
}
