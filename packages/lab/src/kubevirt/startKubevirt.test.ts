import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAB_CONTROLLER } from '../kubernetes/KubernetesApi';
import { conditionOf } from './conditions';
import { NODES, PODS, VIRTUAL_MACHINE_INSTANCES } from './resources';
import { TestCluster } from './testCluster';

const as = LAB_CONTROLLER;

describe('startKubevirt', () => {
  let cluster: TestCluster;

  beforeAll(() => {
    cluster = TestCluster.create();
  });

  afterAll(() => cluster.close());

  it('takes a machine from nothing to a running guest with an address', () => {
    cluster.addGolden('web-01');
    const words = cluster.runUntil('web-01', 'Running');
    expect(words).toEqual(['', 'Provisioning', 'Starting', 'Running']);
    cluster.run(5);
    const machine = cluster.machine('web-01');
    expect(machine.status).toMatchObject({ ready: true, created: true });
    const guest = cluster.guest('web-01');
    expect(guest?.status).toMatchObject({
      phase: 'Running',
      nodeName: expect.stringMatching(/^node-[12]$/),
      guestOSInfo: { prettyName: 'Ubuntu 24.04.3 LTS' },
    });
    expect(guest?.status?.interfaces?.[0].ipAddress).toMatch(/^10\.244\./);
    expect(cluster.reasons('web-01-root')).toEqual(
      expect.arrayContaining(['CloneScheduled', 'CloneSucceeded']),
    );
  });

  it('brings a guest up in about four seconds, its address and agent later', () => {
    cluster.add('quick');
    cluster.run(0.2);
    expect(cluster.guest('quick')?.status?.phase).toBe('Pending');
    cluster.run(0.5);
    expect(cluster.guest('quick')?.status?.phase).toBe('Scheduling');
    cluster.run(1.2);
    expect(cluster.guest('quick')?.status?.phase).toBe('Scheduled');
    expect(cluster.guest('quick')?.status?.interfaces?.[0].ipAddress).toBe(
      undefined,
    );
    cluster.run(2.4);
    const running = cluster.guest('quick')?.status;
    expect(running?.phase).toBe('Running');
    expect(running?.interfaces?.[0].infoSource).toBe('domain');
    expect(conditionOf(running?.conditions, 'Ready')?.status).toBe('False');
    cluster.run(1);
    expect(cluster.machine('quick').status?.ready).toBe(true);
    cluster.run(3);
    expect(cluster.guest('quick')?.status?.interfaces?.[0].infoSource).toBe(
      'domain, guest-agent',
    );
  });

  it('writes nothing once everything stands', () => {
    cluster.run(30);
    const versions = () =>
      ['web-01', 'quick'].flatMap(name => [
        cluster.machine(name).metadata.resourceVersion,
        cluster.guest(name)?.metadata.resourceVersion,
      ]);
    const before = versions();
    cluster.run(60);
    expect(versions()).toEqual(before);
  });

  it('spreads guests over the nodes and gives no address twice', () => {
    const names = ['s1', 's2', 's3', 's4', 's5', 's6'];
    names.forEach(name => cluster.add(name));
    cluster.run(10);
    const guests = names.map(name => cluster.guest(name)?.status);
    const addresses = guests.map(status => status?.interfaces?.[0].ipAddress);
    expect(new Set(addresses).size).toBe(names.length);
    const nodes = guests.map(status => status?.nodeName);
    expect(nodes.filter(node => node === 'node-1')).toHaveLength(3);
    names.forEach(name => cluster.delete(name));
    cluster.run(5);
    expect(cluster.guest('s1')).toBeUndefined();
  });

  it('waits for a node that can take the guest', () => {
    cluster.add('large', spec => {
      spec.template.spec.domain.memory = { guest: '100Gi' };
    });
    cluster.runUntil('large', 'ErrorUnschedulable');
    const { conditions } = cluster.machine('large').status ?? {};
    expect(conditionOf(conditions, 'PodScheduled')?.message).toContain(
      '0/2 nodes are available: 2 Insufficient memory.',
    );
    cluster.addNode('node-3', '256Gi');
    cluster.runUntil('large', 'Running');
    expect(cluster.guest('large')?.status?.nodeName).toBe('node-3');
  });

  it('keeps off nodes that are closed', () => {
    const node = cluster.api.get(NODES, undefined, 'node-3');
    cluster.api.update(
      NODES,
      { ...node, spec: { unschedulable: true } },
      { as },
    );
    cluster.add('choosy', spec => {
      spec.template.spec.nodeSelector = { 'kubernetes.io/hostname': 'node-3' };
    });
    cluster.runUntil('choosy', 'ErrorUnschedulable');
    const { conditions } = cluster.machine('choosy').status ?? {};
    const message = conditionOf(conditions, 'PodScheduled')?.message;
    expect(message).toContain('1 node(s) were unschedulable');
    expect(message).toContain("2 node(s) didn't match Pod's node affinity");
  });

  it('starts a failed machine again and again, later each time', () => {
    cluster.add(
      'unlucky',
      spec => {
        spec.runStrategy = 'Always';
      },
      { 'lab.naru.io/boot': 'fail' },
    );
    cluster.runUntil('unlucky', 'CrashLoopBackOff');
    const first = cluster.machine('unlucky').status?.startFailure;
    expect(first?.consecutiveFailCount).toBe(1);
    cluster.run(2);
    expect(cluster.guest('unlucky')).toBeUndefined();
    cluster.runUntil('unlucky', 'Starting', 20);
    cluster.runUntil('unlucky', 'CrashLoopBackOff');
    const { startFailure } = cluster.machine('unlucky').status ?? {};
    expect(startFailure?.consecutiveFailCount).toBe(2);
    const wait =
      Date.parse(startFailure?.retryAfterTimestamp ?? '') -
      cluster.clock.now().getTime();
    expect(wait).toBeGreaterThan(35_000);
    cluster.delete('unlucky');
  });

  it('replaces a guest that crashed, without a wait when it had run', () => {
    cluster.add('rebooting', undefined, { 'lab.naru.io/boot': 'crash' });
    cluster.runUntil('rebooting', 'Running');
    const before = cluster.guest('rebooting')?.metadata.uid;
    cluster.run(5);
    cluster.runUntil('rebooting', 'Running');
    expect(cluster.guest('rebooting')?.metadata.uid).not.toBe(before);
    expect(cluster.machine('rebooting').status?.startFailure).toBeUndefined();
    cluster.delete('rebooting');
  });

  it('replaces a guest whose pod somebody deleted', () => {
    const guest = cluster.guest('quick');
    const pod = cluster
      .pods()
      .find(({ metadata }) => metadata.ownerReferences?.[0].name === 'quick');
    const { namespace, name = '' } = pod?.metadata ?? {};
    cluster.api.delete(PODS, namespace, name, { as });
    cluster.run(10);
    cluster.runUntil('quick', 'Running');
    expect(cluster.guest('quick')?.metadata.uid).not.toBe(guest?.metadata.uid);
  });

  it('makes Once a single life', () => {
    cluster.add(
      'single',
      spec => {
        spec.runStrategy = 'Once';
      },
      { 'lab.naru.io/boot': 'crash' },
    );
    cluster.runUntil('single', 'Running');
    cluster.runUntil('single', 'Stopped');
    cluster.run(60);
    expect(cluster.machine('single').status?.printableStatus).toBe('Stopped');
    expect(cluster.guest('single')?.status?.phase).toBe('Failed');
  });

  it('waits for the right to clone, and goes on when it is given', () => {
    const other = TestCluster.create();
    other.forbidCloning();
    other.addGolden('barred');
    other.run(3);
    const { conditions, printableStatus } =
      other.machine('barred').status ?? {};
    expect(printableStatus).toBe('Stopped');
    expect(conditionOf(conditions, 'Failure')?.message).toContain(
      'insufficient permissions in clone source namespace golden-images',
    );
    expect(other.reasons('barred')).toContain('UnauthorizedDataVolumeCreate');
    expect(other.disk('barred-root')).toBeUndefined();
    other.close();
  });

  it('kills a deaf guest when its grace is over', () => {
    cluster.add(
      'deaf',
      spec => {
        spec.template.spec.terminationGracePeriodSeconds = 20;
      },
      { 'lab.naru.io/shutdown': 'never' },
    );
    cluster.runUntil('deaf', 'Running');
    const { namespace = '' } = cluster.machine('deaf').metadata;
    cluster.api.delete(VIRTUAL_MACHINE_INSTANCES, namespace, 'deaf', { as });
    cluster.run(15);
    expect(cluster.machine('deaf').status?.printableStatus).toBe('Stopping');
    cluster.run(6);
    expect(cluster.machine('deaf').status?.printableStatus).toBe('Stopped');
  });

  it('takes everything of a deleted machine along', () => {
    cluster.delete('web-01');
    cluster.run(1);
    expect(cluster.machine('web-01').status?.printableStatus).toBe(
      'Terminating',
    );
    cluster.run(5);
    expect(cluster.guest('web-01')).toBeUndefined();
    expect(cluster.disk('web-01-root')).toBeUndefined();
    expect(cluster.claim('web-01-root')).toBeUndefined();
    expect(
      cluster.pods().filter(({ metadata }) => metadata.name.includes('web-01')),
    ).toEqual([]);
  });

  it('is the same for the same seed', () => {
    const story = () => {
      const one = TestCluster.create();
      one.addGolden('twin');
      one.run(30);
      const machine = one.machine('twin');
      const { status } = one.guest('twin') ?? {};
      one.close();
      return JSON.stringify([machine, status]);
    };
    expect(story()).toBe(story());
  });
});

describe('startKubevirt over an earlier state', () => {
  let stateDir: string;
  let cluster: TestCluster;

  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'naru-kubevirt-'));
    cluster = TestCluster.create({ stateDir });
  });

  afterEach(() => {
    cluster.close();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('goes on with an import where it was', () => {
    cluster.addGolden('resumed');
    cluster.run(4);
    const before = Number.parseFloat(
      cluster.disk('resumed-root')?.status?.progress ?? '',
    );
    expect(before).toBeGreaterThan(10);
    cluster.restart();
    cluster.run(1);
    const after = Number.parseFloat(
      cluster.disk('resumed-root')?.status?.progress ?? '',
    );
    expect(after).toBeGreaterThanOrEqual(before);
    expect(cluster.runUntil('resumed', 'Running')).toEqual([
      'Provisioning',
      'Starting',
      'Running',
    ]);
  });

  it.each([0.1, 0.6, 1.8, 4.2])(
    'goes on with a guest that is %d s old',
    seconds => {
      cluster.add('young');
      cluster.run(seconds);
      cluster.restart();
      cluster.runUntil('young', 'Running', 10);
      cluster.run(5);
      const { status, metadata } = cluster.guest('young') ?? {};
      expect(status?.guestOSInfo?.id).toBe('fedora');
      expect(
        cluster
          .pods()
          .filter(
            pod => pod.metadata.ownerReferences?.[0].uid === metadata?.uid,
          ),
      ).toHaveLength(1);
    },
  );

  it('goes on with a machine that is being deleted', () => {
    cluster.add('leaving');
    cluster.runUntil('leaving', 'Running');
    cluster.delete('leaving');
    cluster.run(0.5);
    cluster.restart();
    cluster.run(5);
    expect(cluster.guest('leaving')).toBeUndefined();
    expect(() => cluster.machine('leaving')).toThrow('not found');
  });
});
