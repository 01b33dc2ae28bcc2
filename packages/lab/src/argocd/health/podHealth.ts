import {
  isJsonObject,
  type JsonObject,
  listAt,
  textAt,
} from '../model/JsonValue';
import { fieldAt } from '../model/JsonValue';
import { isTrue } from './conditions';
import type { HealthCheck, HealthStatus } from './Health';

const AILING = /^Err|Error$|BackOff$/;

/** Health of a Pod: containers that cannot start make it Degraded while it is still Pending or Running. */
export const pod: HealthCheck = object => {
  const containers = listAt(object, 'status', 'containerStatuses').filter(
    isJsonObject,
  );
  const restarts = textAt(object, 'spec', 'restartPolicy') ?? 'Always';
  if (restarts === 'Always') {
    const waiting = containers
      .map(container => fieldAt(container, 'state', 'waiting'))
      .filter(state => AILING.test(textAt(state, 'reason') ?? ''));
    if (waiting.length > 0) {
      return {
        status: 'Degraded',
        message: waiting
          .map(state => textAt(state, 'message') ?? '')
          .join(', '),
      };
    }
  }
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case 'Pending':
      return { status: 'Progressing', message };
    case 'Succeeded':
      return { status: 'Healthy', message };
    case 'Failed':
      return {
        status: 'Degraded',
        message: message || failureOf(object, containers),
      };
    case 'Running':
      return restarts === 'Always'
        ? running(isTrue(object, 'Ready'), containers, message)
        : { status: 'Progressing', message };
    default:
      return { status: 'Unknown', message };
  }
};

function running(
  isReady: boolean,
  containers: JsonObject[],
  message: string | undefined,
): HealthStatus {
  if (isReady) return { status: 'Healthy', message };
  const died = containers.find(
    container => fieldAt(container, 'lastState', 'terminated') !== undefined,
  );
  return died
    ? { status: 'Degraded', message: terminationOf(died, 'lastState') }
    : { status: 'Progressing', message };
}

function failureOf(
  object: unknown,
  containers: JsonObject[],
): string | undefined {
  return [
    ...listAt(object, 'status', 'initContainerStatuses').filter(isJsonObject),
    ...containers,
  ]
    .map(container => terminationOf(container, 'state'))
    .find(text => text !== undefined);
}

function terminationOf(container: JsonObject, at: string): string | undefined {
  const terminated = fieldAt(container, at, 'terminated');
  if (terminated === undefined) return undefined;
  const message = textAt(terminated, 'message');
  if (message) return message;
  const reason = textAt(terminated, 'reason');
  if (reason === 'OOMKilled') return reason;
  const code = fieldAt(terminated, 'exitCode');
  return code !== undefined && code !== 0
    ? `container "${container.name}" failed with exit code ${code}`
    : undefined;
}
