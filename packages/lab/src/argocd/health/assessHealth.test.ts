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
