import { assessHealth } from './assessHealth';
import { worstHealth } from './Health';

function health(
  apiVersion: string,
  kind: string,
  status?: Record<string, unknown>,
  spec?: Record<string, unknown>,
) {
  return assessHealth({
    apiVersion,
    kind,
    metadata: { name: 'x', generation: 1 },
    spec,
    status,
  })?.status;
}

const is = (type: string, status: string) => ({ type, status });

describe('assessHealth', () => {
  it('knows nothing of kinds without a life', () => {
    expect(health('v1', 'ConfigMap')).toBeUndefined();
  });

  it.each([
    ['Progressing', undefined],
    ['Healthy', { created: true, conditions: [is('Ready', 'True')] }],
    ['Progressing', { created: true, conditions: [is('Ready', 'False')] }],
    ['Suspended', { conditions: [is('Ready', 'False')] }],
    [
      'Suspended',
      {
        created: true,
        conditions: [is('Ready', 'True'), is('Paused', 'True')],
      },
    ],
  ])('calls a virtual machine %s with status %j', (expected, status) => {
    expect(health('kubevirt.io/v1', 'VirtualMachine', status)).toBe(expected);
  });

  it.each([
    ['Succeeded', 'Healthy'],
    ['ImportInProgress', 'Progressing'],
    ['Failed', 'Degraded'],
    ['Paused', 'Suspended'],
  ])('calls a DataVolume in phase %s %s', (phase, expected) => {
    expect(health('cdi.kubevirt.io/v1beta1', 'DataVolume', { phase })).toBe(
      expected,
    );
  });

  it('waits for the replicas of a Deployment', () => {
    const deployment = (available: number, observedGeneration = 1) =>
      health(
        'apps/v1',
        'Deployment',
        {
          observedGeneration,
          replicas: 2,
          updatedReplicas: 2,
          availableReplicas: available,
        },
        { replicas: 2 },
      );
    expect(deployment(2)).toBe('Healthy');
    expect(deployment(1)).toBe('Progressing');
    expect(deployment(2, 0)).toBe('Progressing');
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'Degraded',
      { ...is('Progressing', 'False'), reason: 'ProgressDeadlineExceeded' },
    ],
    ['Healthy', is('Progressing', 'True')],
  ])('calls a rollout %s by its condition', (expected, entry) => {
    const status = { observedGeneration: 1, conditions: [entry] };
    expect(health('apps/v1', 'Deployment', status, { replicas: 0 })).toBe(
      expected,
    );
  });

  it.each([
    ['Degraded', 'Pending', 'ErrImagePull'],
    ['Degraded', 'Pending', 'ImagePullBackOff'],
    ['Degraded', 'Running', 'CrashLoopBackOff'],
    ['Degraded', 'Pending', 'CreateContainerConfigError'],
    ['Progressing', 'Pending', 'ContainerCreating'],
  ])('calls a Pod %s that is %s with %s', (expected, phase, reason) => {
    const containerStatuses = [{ name: 'a', state: { waiting: { reason } } }];
    expect(health('v1', 'Pod', { phase, containerStatuses })).toBe(expected);
  });

  it('calls a Pod that runs once Progressing until it ends', () => {
    const spec = { restartPolicy: 'Never' };
    const conditions = [is('Ready', 'True')];
    expect(health('v1', 'Pod', { phase: 'Running', conditions }, spec)).toBe(
      'Progressing',
    );
    expect(health('v1', 'Pod', { phase: 'Succeeded' }, spec)).toBe('Healthy');
  });

  it('says why a Pod is not well', () => {
    const object = (status: Record<string, unknown>) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x' },
      status,
    });
    expect(
      assessHealth(
        object({
          phase: 'Failed',
          containerStatuses: [
            { name: 'a', state: { terminated: { exitCode: 3 } } },
          ],
        }),
      ),
    ).toEqual({
      status: 'Degraded',
      message: 'container "a" failed with exit code 3',
    });
  });

  it.each<[string, Record<string, unknown>[]]>([
    ['Progressing', []],
    [
      'Healthy',
      [{ ...is('AbleToScale', 'True'), reason: 'SucceededGetScale' }],
    ],
    ['Degraded', [{ ...is('AbleToScale', 'False'), reason: 'FailedGetScale' }]],
    [
      'Degraded',
      [{ ...is('ScalingActive', 'False'), reason: 'FailedGetResourceMetric' }],
    ],
  ])('calls an autoscaler %s by %j', (expected, conditions) => {
    expect(
      health('autoscaling/v2', 'HorizontalPodAutoscaler', { conditions }),
    ).toBe(expected);
  });

  it.each([
    ['Progressing', undefined],
    [
      'Healthy',
      { ...is('DisruptionAllowed', 'True'), reason: 'SufficientPods' },
    ],
    [
      'Healthy',
      { ...is('DisruptionAllowed', 'False'), reason: 'InsufficientPods' },
    ],
    ['Degraded', { ...is('DisruptionAllowed', 'False'), reason: 'SyncFailed' }],
  ])('calls a disruption budget %s by %j', (expected, entry) => {
    const status = entry && { conditions: [entry] };
    expect(health('policy/v1', 'PodDisruptionBudget', status)).toBe(expected);
  });

  it.each([
    ['Progressing', undefined],
    ['Healthy', 'True'],
    ['Degraded', 'False'],
  ])('calls an ExternalSecret %s when Ready is %s', (expected, ready) => {
    const status = ready && { conditions: [is('Ready', ready)] };
    expect(
      health('external-secrets.io/v1', 'ExternalSecret', Object(status)),
    ).toBe(expected);
  });

  it('calls what is going Progressing', () => {
    expect(
      assessHealth({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', deletionTimestamp: '2026-01-01T00:00:00Z' },
      }),
    ).toEqual({ status: 'Progressing', message: 'Pending deletion' });
  });
});

describe('worstHealth', () => {
  it('is Healthy of nothing and else the worst', () => {
    expect(worstHealth([])).toBe('Healthy');
    expect(worstHealth(['Suspended', undefined, 'Progressing'])).toBe(
      'Progressing',
    );
    expect(worstHealth(['Degraded', 'Suspended'])).toBe('Degraded');
  });
});
