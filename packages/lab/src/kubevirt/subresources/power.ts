import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { guestStateOf, isFinal, runStrategyOf } from '../machines/GuestState';
import type { KubevirtContext } from '../KubevirtContext';
import {
  MIGRATIONS,
  PODS,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from '../resources';
import type {
  RunStrategy,
  StateChangeRequest,
  VirtualMachine,
  VirtualMachineInstance,
} from '../types';
import { badRequest, internal, missing, refused } from './answers';
import type { ActionOptions } from './readOptions';

/** What a power action is about. */
export interface PowerCall {
  context: KubevirtContext;
  namespace: string;
  name: string;
  options: ActionOptions;
}

interface Target {
  machine: VirtualMachine;
  guest?: VirtualMachineInstance;
  strategy: RunStrategy;
}

function targetOf({ context, namespace, name }: PowerCall): Target {
  const { api } = context;
  const machine = api.find(VIRTUAL_MACHINES, namespace, name);
  if (!machine) throw missing('virtualmachine', name);
  const guest = api.find(VIRTUAL_MACHINE_INSTANCES, namespace, name);
  return {
    machine: machine as VirtualMachine,
    guest: guest as VirtualMachineInstance | undefined,
    strategy: runStrategyOf(machine as VirtualMachine),
  };
}

function conflict({ name }: PowerCall, why: string): Error {
  return refused('virtualmachine', name, why);
}

function setStrategy(
  { context, options }: PowerCall,
  { machine }: Target,
  strategy: 'Always' | 'Halted',
): void {
  const { running, ...spec } = machine.spec;
  const wanted =
    running === undefined
      ? { ...spec, runStrategy: strategy }
      : { ...spec, running: strategy === 'Always' };
  context.api.update(
    VIRTUAL_MACHINES,
    { ...machine, spec: wanted },
    { as: LAB_CONTROLLER, dryRun: options.dryRun },
  );
}

function request(
  { context, options }: PowerCall,
  { machine }: Target,
  ...requests: StateChangeRequest[]
): void {
  const present = machine.status?.stateChangeRequests ?? [];
  const [first, second] = present;
  // A start may follow a stop that is under way; anything else has to wait.
  const follows =
    requests[0].action === 'Start' && first?.action === 'Stop' && !second;
  const sameStop =
    requests.length === 1 &&
    requests[0].action === 'Stop' &&
    present.length === 1 &&
    first?.action === 'Stop' &&
    first.uid === requests[0].uid;
  if (sameStop) return;
  if (present.length > 0 && !follows) {
    throw internal('unable to complete request: stop/start already underway');
  }
  context.api.update(
    VIRTUAL_MACHINES,
    {
      ...machine,
      status: {
        ...machine.status,
        stateChangeRequests: [...present, ...requests],
      },
    },
    { as: LAB_CONTROLLER, subresource: 'status', dryRun: options.dryRun },
  );
}

/** `start`: 202, or a refusal in KubeVirt's words. */
export function start(call: PowerCall): void {
  const target = targetOf(call);
  const { strategy, guest } = target;
  const phase = guest?.status?.phase;
  if (guest && !isFinal(phase) && phase !== undefined) {
    throw conflict(call, 'VM is already running');
  }
  switch (strategy) {
    case 'Halted':
      if (call.options.paused) {
        request(call, target, { action: 'Start', data: { paused: 'true' } });
      } else {
        setStrategy(call, target, 'Always');
      }
      return;
    case 'RerunOnFailure':
    case 'Manual': {
      if (strategy === 'RerunOnFailure' && phase === 'Failed') {
        throw conflict(
          call,
          `${strategy} does not support starting VM from failed state`,
        );
      }
      const begin: StateChangeRequest = call.options.paused
        ? { action: 'Start', data: { paused: 'true' } }
        : { action: 'Start' };
      const uid = guest?.metadata.uid;
      if (uid) request(call, target, { action: 'Stop', uid }, begin);
      else request(call, target, begin);
      return;
    }
    default:
      throw conflict(
        call,
        `${strategy} does not support manual start requests`,
      );
  }
}

/** `stop`: 202, or a refusal in KubeVirt's words. */
export function stop(call: PowerCall): void {
  const target = targetOf(call);
  const { strategy, guest } = target;
  const { gracePeriod } = call.options;
  const alive = guest && !isFinal(guest.status?.phase);
  const shorter =
    gracePeriod !== undefined &&
    gracePeriod < (guest?.spec.terminationGracePeriodSeconds ?? 30);
  if (strategy === 'Always' || strategy === 'Once') {
    if (alive && shorter) shorten(call, guest, gracePeriod);
    setStrategy(call, target, 'Halted');
    return;
  }
  if (!guest || !alive) throw conflict(call, 'VM is not running');
  if (strategy === 'Halted' && !shorter) {
    throw conflict(
      call,
      'Halted only supports manual stop requests with a shorter graceperiod',
    );
  }
  if (shorter) shorten(call, guest, gracePeriod);
  if (strategy === 'Halted') return;
  request(call, target, { action: 'Stop', uid: guest.metadata.uid });
}

function shorten(
  { context, options }: PowerCall,
  guest: VirtualMachineInstance,
  gracePeriod: number,
): void {
  const terminationGracePeriodSeconds = Math.max(0, gracePeriod);
  context.api.update(
    VIRTUAL_MACHINE_INSTANCES,
    { ...guest, spec: { ...guest.spec, terminationGracePeriodSeconds } },
    { as: LAB_CONTROLLER, dryRun: options.dryRun },
  );
}

/** `restart`: 202, or a refusal in KubeVirt's words. */
export function restart(call: PowerCall): void {
  const { gracePeriod } = call.options;
  if (gracePeriod !== undefined && gracePeriod < 0) {
    throw badRequest('gracePeriod has to be greater or equal to 0');
  }
  if (gracePeriod !== undefined && gracePeriod > 0) {
    throw badRequest(
      'For force restart, only gracePeriod=0 is supported for now',
    );
  }
  const target = targetOf(call);
  const { strategy, guest } = target;
  if (strategy === 'Halted' || strategy === 'Once') {
    throw conflict(
      call,
      `RunStategy ${strategy} does not support manual restart requests`,
    );
  }
  if (!guest || isFinal(guest.status?.phase)) {
    throw conflict(call, 'VM is not running: Halted');
  }
  const { uid } = guest.metadata;
  request(call, target, { action: 'Stop', uid }, { action: 'Start' });
  if (gracePeriod === 0 && !call.options.dryRun) {
    forceOff(call, guest);
  }
}

// A forced restart does not wait for the guest: its pod is deleted.
function forceOff(call: PowerCall, guest: VirtualMachineInstance): void {
  shorten(call, guest, 0);
  const { api } = call.context;
  const pods = api.list(PODS, {
    namespace: call.namespace,
    labelSelector: `kubevirt.io/created-by=${guest.metadata.uid}`,
  });
  for (const { metadata } of pods.items) {
    api.delete(PODS, metadata.namespace, metadata.name, {
      as: LAB_CONTROLLER,
      gracePeriodSeconds: 1,
    });
  }
}

/** `migrate`: 202 and a migration object; what its webhook refuses arrives as a 500. */
export function migrate(call: PowerCall): void {
  const { context, namespace, name, options } = call;
  const { guest } = targetOf(call);
  if (!guest) throw missing('virtualmachineinstance', name);
  if (guestStateOf(guest).phase !== 'Running') {
    throw conflict(call, 'VM is not running');
  }
  try {
    context.api.create(
      MIGRATIONS,
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstanceMigration',
        metadata: { name: '', generateName: 'kubevirt-migrate-vm-', namespace },
        spec: { vmiName: name },
      },
      { as: LAB_CONTROLLER, dryRun: options.dryRun },
    );
  } catch (error) {
    throw internal(error instanceof Error ? error.message : String(error));
  }
}
