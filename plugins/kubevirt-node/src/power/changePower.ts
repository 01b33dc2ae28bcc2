import {
  ConflictError,
  ForwardedError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ClusterClient,
  ClusterError,
  isClusterError,
  pathSegment,
} from '@naru/plugin-clusters-node';
import { PowerAction } from '@naru/plugin-kubevirt-common';
import { InventoryVirtualMachine } from '../model/InventoryVirtualMachine';

const TIMEOUT_MS = 15_000;

const REVERTED: Partial<Record<PowerAction, string>> = {
  start: 'set to RerunOnFailure or Always',
  stop: 'set to RerunOnFailure or Halted',
};

/**
 * Asks KubeVirt to start, stop or restart a machine.
 *
 * @throws errors of `@backstage/errors` that say what failed, for which machine, why and what to do.
 */
export async function changePower(options: {
  client: ClusterClient;
  machine: InventoryVirtualMachine;
  action: PowerAction;
  signal?: AbortSignal;
}): Promise<void> {
  const { client, machine, action, signal } = options;
  const subject = `${machine.entityRef} on cluster ${machine.cluster}`;
  if (machine.power[action].reason === 'reverted-by-gitops') {
    throw new ConflictError(
      `Cannot ${action} ${subject}: its runStrategy ${machine.runStrategy} is kept in Git, and Argo CD application ${machine.application} would undo it at once. Open a pull request with runStrategy ${REVERTED[action]} instead`,
    );
  }
  const namespace = pathSegment(machine.namespace);
  const name = pathSegment(machine.name);
  try {
    await client.request({
      method: 'PUT',
      path: `/apis/subresources.kubevirt.io/v1/namespaces/${namespace}/virtualmachines/${name}/${action}`,
      body: {},
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  } catch (error) {
    throw isClusterError(error)
      ? translate(error, `Cannot ${action} ${subject}`, machine)
      : error;
  }
}

function translate(
  error: ClusterError,
  failure: string,
  machine: InventoryVirtualMachine,
): Error {
  const { status, reason, detail } = error;
  if (reason === 'Timeout') {
    return new ServiceUnavailableError(
      `${failure}: the cluster did not answer in time; it may still have accepted the action, so look at the state before you try again`,
    );
  }
  if (error.unreachable || status === 429) {
    return new ServiceUnavailableError(
      `${failure}: the cluster cannot be reached (${detail}); try again in a moment`,
    );
  }
  if (status === 401 || reason === 'NoCredentials') {
    return new ServiceUnavailableError(
      `${failure}: the cluster does not accept Naru's credentials (${detail}); the platform team must renew the service account's token`,
    );
  }
  if (status === 403) {
    return new NotAllowedError(
      `${failure}: Naru's service account may not do this (${detail}); the platform team must grant it`,
    );
  }
  if (status === 404) {
    return new NotFoundError(
      `${failure}: it is gone from namespace ${machine.namespace} (${detail})`,
    );
  }
  // KubeVirt answers 500 while an earlier start or stop is not done yet.
  if (status === 409 || /already underway/.test(detail)) {
    return new ConflictError(`${failure}: ${detail}`);
  }
  return new ForwardedError(failure, error);
}
