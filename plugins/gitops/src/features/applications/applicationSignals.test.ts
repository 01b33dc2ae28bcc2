import {
  productionApplication,
  stagingApplication,
} from '../../__fixtures__/entityApplications';
import { applicationSignals } from './applicationSignals';

describe('applicationSignals', () => {
  it('has nothing to say of what is in order, or waits for a person', () => {
    expect(applicationSignals(stagingApplication())).toEqual([]);
    expect(applicationSignals(productionApplication())).toEqual([]);
  });

  it('says what stays different from Git although it was synced', () => {
    expect(
      applicationSignals(
        stagingApplication({
          sync: 'OutOfSync',
          resources: [
            { kind: 'Secret', name: 'token', status: 'OutOfSync' },
            { kind: 'Service', name: 'shop', status: 'Synced' },
          ],
        }),
      ),
    ).toEqual([
      expect.objectContaining({ kind: 'Application', sync: 'OutOfSync' }),
      expect.objectContaining({
        kind: 'Secret',
        sync: 'OutOfSync',
        operation: 'Succeeded',
      }),
    ]);
  });

  it('says that it is not healthy', () => {
    expect(
      applicationSignals(stagingApplication({ health: 'Degraded' })),
    ).toEqual([
      expect.objectContaining({ system: 'argocd', health: 'Degraded' }),
    ]);
  });
});
