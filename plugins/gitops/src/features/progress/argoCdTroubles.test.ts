import { application, progressAt } from '../../__fixtures__/changes';
import { argoCdTroubles } from './argoCdTroubles';

describe('argoCdTroubles', () => {
  it('has nothing to say about applications in order', () => {
    expect(argoCdTroubles(progressAt('object', 'done').applications)).toEqual(
      [],
    );
    expect(
      argoCdTroubles(
        progressAt('sync', 'active', {
          applications: [
            application({
              operation: { phase: 'Running', message: 'waiting for healthy' },
              conditions: [
                { type: 'OrphanedResourceWarning', message: '2 orphans' },
              ],
            }),
          ],
        }).applications,
      ),
    ).toEqual([]);
  });

  it('says each thing once, the object before the operation that repeats it', () => {
    const progress = progressAt('sync', 'failed', {
      applications: [
        application({
          operation: { phase: 'Failed', message: 'quota exceeded' },
          resources: [
            {
              kind: 'VirtualMachine',
              namespace: 'team1-staging',
              name: 'web-01',
              status: 'SyncFailed',
              message: 'quota exceeded',
            },
            {
              kind: 'Namespace',
              name: 'team1-staging',
              status: 'Synced',
              message: 'namespace/team1-staging serverside-applied',
            },
          ],
        }),
      ],
    });
    expect(argoCdTroubles(progress.applications)).toEqual([
      {
        subject: 'VirtualMachine team1-staging/web-01',
        message: 'quota exceeded',
        signals: [
          expect.objectContaining({ kind: 'VirtualMachine' }),
          expect.objectContaining({ kind: 'Application' }),
        ],
      },
    ]);
    expect(argoCdTroubles(progress.applications, 'quota exceeded')).toEqual([]);
  });

  it('tells for a runbook that an operation fails while it is tried again', () => {
    const [trouble] = argoCdTroubles([
      application({
        operation: { phase: 'Running', message: 'forbidden', retryCount: 2 },
      }),
    ]);
    expect(trouble.signals).toEqual([
      {
        system: 'argocd',
        kind: 'Application',
        sync: 'Synced',
        health: 'Healthy',
        operation: 'Failed',
        message: 'forbidden',
      },
    ]);
  });
});
