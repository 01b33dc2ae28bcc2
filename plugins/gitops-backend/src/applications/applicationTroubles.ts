import { ApplicationState, ObjectTrouble } from '@naru/plugin-gitops-common';
import { isErrorCondition } from '../progress/errorConditions';

/**
 * What Argo CD cannot do for an Application: read it, apply it, or one object of it. An operation that failed because of its objects is told by them.
 */
export function applicationTroubles(state: ApplicationState): ObjectTrouble[] {
  const self = {
    group: 'argoproj.io',
    kind: 'Application',
    namespace: state.namespace,
    name: state.name,
    count: 1,
  };
  const conditions = state.conditions.filter(isErrorCondition);
  const refused = state.resources.filter(
    ({ status }) => status === 'SyncFailed',
  );
  const { operation } = state;
  const failed =
    refused.length === 0 &&
    conditions.length === 0 &&
    state.sync !== 'Synced' &&
    operation !== undefined &&
    /^(Failed|Error)$/.test(operation.phase);
  return [
    ...conditions.map(({ type, message }) => ({
      ...self,
      reason: type,
      message,
    })),
    ...refused.map(({ group, kind, namespace, name, message }) => ({
      group,
      kind,
      namespace,
      name,
      reason: 'SyncFailed',
      message: message ?? operation?.message,
      since: operation?.startedAt,
      count: 1,
    })),
    ...(failed
      ? [
          {
            ...self,
            reason: 'OperationFailed',
            message: operation.message,
            since: operation.finishedAt,
          },
        ]
      : []),
  ];
}
