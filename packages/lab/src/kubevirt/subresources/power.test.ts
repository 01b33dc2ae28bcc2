import { ApiError } from '../../kubernetes/KubernetesApi';
import { conditionOf } from '../conditions';
import { TestCluster } from '../testCluster';
import type { RunStrategy } from '../types';
import { pause, softReboot, unpause } from './guestActions';
import { migrate, restart, start, stop, type PowerCall } from './power';

function refusalOf(action: (call: PowerCall) => void, call: PowerCall): string {
  try {
    action(call);
  } catch (error) {
    if (error instanceof ApiError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
}

describe('power', () => {
  let cluster: TestCluster;

  const add = (name: string, runStrategy: RunStrategy) =>
    cluster.add(name, spec => {
      spec.runStrategy = runStrategy;
    });

  const of = (name: string, why: string) =>
    `409: Operation cannot be fulfilled on virtualmachine.kubevirt.io "${name}": ${why}`;

  beforeAll(() => {
    cluster = TestCluster.create();
  });

  afterAll(() => cluster.close());

  it.each<[RunStrategy, after: RunStrategy]>([
    ['Always', 'Halted'],
    ['Once', 'Halted'],
    ['RerunOnFailure', 'RerunOnFailure'],
  ])('stops a machine that is %s, which is %s then', (strategy, after) => {
    const name = `stop-${strategy.toLowerCase()}`;
    add(name, strategy);
    cluster.runUntil(name, 'Running');
    stop(cluster.call(name));
    expect(cluster.runUntil(name, 'Stopped')).toContain('Stopping');
    expect(cluster.machine(name).spec.runStrategy).toBe(after);
    cluster.run(30);
    expect(cluster.machine(name).status).toMatchObject({
      printableStatus: 'Stopped',
    });
    expect(cluster.machine(name).status?.stateChangeRequests).toBeUndefined();
    start(cluster.call(name));
    cluster.runUntil(name, 'Running');
    expect(cluster.machine(name).spec.runStrategy).toBe(
      after === 'Halted' ? 'Always' : after,
    );
  });

  it('starts and stops a Manual machine by wishes', () => {
    add('manual', 'Manual');
    cluster.run(5);
    expect(cluster.guest('manual')).toBeUndefined();
    start(cluster.call('manual'));
    cluster.runUntil('manual', 'Running');
    stop(cluster.call('manual'));
    cluster.runUntil('manual', 'Stopped');
    expect(cluster.machine('manual').metadata.generation).toBe(1);
  });

  it('restarts with a new guest under the same spec', () => {
    add('again', 'Always');
    cluster.runUntil('again', 'Running');
    const before = cluster.guest('again')?.metadata.uid;
    restart(cluster.call('again'));
    cluster.run(0.1);
    expect(refusalOf(restart, cluster.call('again'))).toBe(
      '500: Internal error occurred: unable to complete request: stop/start already underway',
    );
    cluster.runUntil('again', 'Starting');
    cluster.runUntil('again', 'Running');
    expect(cluster.guest('again')?.metadata.uid).not.toBe(before);
    expect(cluster.machine('again').metadata.generation).toBe(1);
    expect(cluster.machine('again').status?.stateChangeRequests).toBe(
      undefined,
    );
  });

  it('forces a restart without waiting for the guest', () => {
    const before = cluster.guest('again')?.metadata.uid;
    restart(cluster.call('again', { gracePeriod: 0 }));
    cluster.run(2);
    expect(cluster.guest('again')?.metadata.uid).not.toBe(before);
    cluster.runUntil('again', 'Running');
  });

  it('refuses in the words of KubeVirt', () => {
    add('halted', 'Halted');
    add('pending', 'Manual');
    cluster.run(1);
    expect(refusalOf(stop, cluster.call('halted'))).toBe(
      of('halted', 'VM is not running'),
    );
    expect(refusalOf(restart, cluster.call('halted'))).toBe(
      of(
        'halted',
        'RunStategy Halted does not support manual restart requests',
      ),
    );
    expect(refusalOf(restart, cluster.call('pending'))).toBe(
      of('pending', 'VM is not running: Halted'),
    );
    expect(refusalOf(start, cluster.call('again'))).toBe(
      of('again', 'VM is already running'),
    );
    expect(refusalOf(start, cluster.call('nobody'))).toBe(
      '404: virtualmachine.kubevirt.io "nobody" not found',
    );
  });

  it('keeps nothing of a dry run', () => {
    start(cluster.call('halted', { dryRun: true }));
    cluster.run(1);
    expect(cluster.machine('halted').spec.runStrategy).toBe('Halted');
  });

  it('starts paused when that is asked for', () => {
    start(cluster.call('pending', { paused: true }));
    expect(cluster.runUntil('pending', 'Paused')).not.toContain('Running');
    unpause(cluster.call('pending'));
    cluster.runUntil('pending', 'Running');
  });

  it('pauses a guest once, and does not reboot it then', () => {
    pause(cluster.call('again'));
    cluster.run(0.1);
    expect(cluster.machine('again').status?.printableStatus).toBe('Paused');
    expect(refusalOf(pause, cluster.call('again'))).toContain(
      'VMI is already paused',
    );
    expect(refusalOf(softReboot, cluster.call('again'))).toContain(
      'VMI is paused',
    );
    unpause(cluster.call('again'));
    expect(refusalOf(unpause, cluster.call('again'))).toContain(
      'VMI is not paused',
    );
    softReboot(cluster.call('again'));
  });

  it('asks for a restart when a template changes that cannot change live', () => {
    const machine = cluster.machine('again');
    const { spec } = machine.spec.template;
    spec.domain.memory = { guest: '4Gi' };
    const { api } = cluster;
    const resource = {
      group: 'kubevirt.io',
      version: 'v1',
      plural: 'virtualmachines',
    };
    const as = { name: 'dana', groups: ['system:masters'] };
    api.update(resource, machine, { as });
    cluster.run(0.1);
    const conditions = () => cluster.machine('again').status?.conditions;
    expect(conditionOf(conditions(), 'RestartRequired')).toBeUndefined();
    const changed = cluster.machine('again');
    changed.spec.template.spec.domain.cpu = { cores: 4 };
    api.update(resource, changed, { as });
    cluster.run(0.1);
    expect(conditionOf(conditions(), 'RestartRequired')?.status).toBe('True');
    restart(cluster.call('again'));
    cluster.run(10);
    expect(conditionOf(conditions(), 'RestartRequired')).toBeUndefined();
    expect(cluster.guest('again')?.spec.domain.cpu?.cores).toBe(4);
  });

  it('moves a running guest to another node with a new address', () => {
    const before = cluster.guest('again')?.status;
    migrate(cluster.call('again'));
    cluster.run(0.5);
    expect(refusalOf(migrate, cluster.call('again'))).toContain(
      'in-flight migration detected',
    );
    expect(cluster.runUntil('again', 'Migrating', 5)).toContain('Running');
    cluster.runUntil('again', 'Running');
    const { status } = cluster.guest('again') ?? {};
    expect(status?.nodeName).not.toBe(before?.nodeName);
    expect(status?.interfaces?.[0].ipAddress).not.toBe(
      before?.interfaces?.[0].ipAddress,
    );
    expect(status?.migrationState).toMatchObject({
      completed: true,
      sourceNode: before?.nodeName,
      targetNode: status?.nodeName,
    });
    const phases = cluster
      .pods()
      .map(pod => (pod.status as { phase: string }).phase);
    expect(phases).toContain('Succeeded');
  });
});
