import { liveCluster, machine, summary } from '../../__fixtures__/machines';
import { explainConditions } from './conditionWords';
import {
  clusterSignals,
  conditionSignals,
  diskSignals,
  machineSignals,
} from './machineSignals';

const NO_HOST =
  'Unable to connect to http data source: dial tcp: lookup images.example.com: no such host';
const failedDisk = {
  name: 'root',
  dataVolume: 'web-01-root',
  phase: 'ImportInProgress',
  message: NO_HOST,
};
const failedDiskSignal = {
  system: 'cdi',
  kind: 'DataVolume',
  phase: 'ImportInProgress',
  message: NO_HOST,
};

describe('machineSignals', () => {
  it('has nothing to say of a machine that runs, or is off', () => {
    expect(machineSignals(machine())).toEqual([]);
    expect(machineSignals(machine({ status: 'Stopped' }))).toEqual([]);
    expect(machineSignals(summary({ status: 'Starting' }))).toEqual([]);
  });

  it("says the status with KubeVirt's words", () => {
    expect(
      machineSignals(
        summary({
          status: 'ErrorUnschedulable',
          message: '0/3 nodes are available',
        }),
      ),
    ).toEqual([
      {
        system: 'kubevirt',
        kind: 'VirtualMachine',
        status: 'ErrorUnschedulable',
        message: '0/3 nodes are available',
      },
    ]);
  });

  it('names the disks that keep a machine from running', () => {
    expect(
      machineSignals(
        machine({ status: 'DataVolumeError', disks: [failedDisk] }),
      ),
    ).toContainEqual(failedDiskSignal);
  });
});

describe('machineSignals of a machine on its way', () => {
  const stopping = machine({
    status: 'Terminating',
    conditions: [
      { type: 'Ready', status: 'False', since: '2026-11-21T09:00:00Z' },
    ],
    disks: [
      { name: 'root', dataVolume: 'root', phase: 'WaitForFirstConsumer' },
    ],
  });

  it('has nothing to say in the first minutes', () => {
    expect(machineSignals(stopping, new Date('2026-11-21T09:02:00Z'))).toEqual(
      [],
    );
  });

  it('says where it is stuck, and what its disks wait for', () => {
    expect(machineSignals(stopping, new Date('2026-11-21T09:20:00Z'))).toEqual([
      expect.objectContaining({ status: 'Terminating' }),
      expect.objectContaining({ phase: 'WaitForFirstConsumer' }),
    ]);
  });
});

describe('conditionSignals', () => {
  const signalsOf = (...conditions: { type: string; status: string }[]) =>
    explainConditions(machine({ conditions })).flatMap(conditionSignals);

  it('has nothing to say of what is in order or under way', () => {
    expect(
      signalsOf(
        { type: 'Ready', status: 'True' },
        { type: 'DataVolumesReady', status: 'False' },
        { type: 'AgentConnected', status: 'False' },
      ),
    ).toEqual([]);
  });

  it('says type, status, reason and words of what is not', () => {
    const condition = {
      type: 'LiveMigratable',
      status: 'False',
      reason: 'DisksNotLiveMigratable',
    };
    expect(signalsOf({ ...condition, ...{ message: 'not shared' } })).toEqual([
      {
        system: 'kubevirt',
        kind: 'VirtualMachine',
        condition,
        message: 'not shared',
      },
    ]);
    expect(signalsOf({ type: 'PodScheduled', status: 'False' })).toHaveLength(
      1,
    );
  });
});

describe('diskSignals', () => {
  it('has nothing to say of a disk that is ready, or being filled in silence', () => {
    expect(diskSignals({ name: 'root', phase: 'Succeeded' })).toEqual([]);
    expect(diskSignals({ name: 'root', phase: 'ImportInProgress' })).toEqual(
      [],
    );
    expect(diskSignals({ name: 'cloudinit' })).toEqual([]);
  });

  it('says phase and words of one that is not', () => {
    expect(diskSignals(failedDisk)).toEqual([failedDiskSignal]);
    expect(diskSignals({ name: 'root', phase: 'Failed' })).toHaveLength(1);
  });
});

describe('clusterSignals', () => {
  it('says why a cluster does not answer', () => {
    expect(clusterSignals(liveCluster)).toEqual([]);
    expect(
      clusterSignals({
        ...liveCluster,
        phase: 'stale',
        message: 'dial tcp 10.0.0.1:6443: i/o timeout',
      }),
    ).toEqual([
      { system: 'kubernetes', message: 'dial tcp 10.0.0.1:6443: i/o timeout' },
      { system: 'naru', message: 'dial tcp 10.0.0.1:6443: i/o timeout' },
    ]);
  });
});
