import {
  objectTrouble,
  productionApplication,
  stagingApplication,
} from '../../__fixtures__/entityApplications';
import { applicationStatus, awaitsPerson } from './applicationStatus';

const REFUSED = { phase: 'Failed', message: 'refused' };
const ERROR = [{ type: 'ComparisonError', message: 'no such folder' }];

describe('applicationStatus', () => {
  it.each([
    ['in order', stagingApplication(), 'runs', 'positive'],
    [
      'rolling out',
      stagingApplication({ health: 'Progressing' }),
      'progressing',
      'progress',
    ],
    [
      'rolling out what does not start',
      stagingApplication({
        health: 'Progressing',
        troubles: [objectTrouble()],
      }),
      'hindered',
      'negative',
    ],
    [
      'broken',
      stagingApplication({ health: 'Degraded' }),
      'degraded',
      'negative',
    ],
    [
      'being applied',
      stagingApplication({ operation: { phase: 'Running' } }),
      'applying',
      'progress',
    ],
    [
      'being applied again and again',
      stagingApplication({ operation: { phase: 'Running', retryCount: 2 } }),
      'failed',
      'negative',
    ],
    [
      'behind Git, by itself soon',
      stagingApplication({ sync: 'OutOfSync' }),
      'outOfSync',
      'progress',
    ],
    [
      'refused',
      stagingApplication({ sync: 'OutOfSync', operation: REFUSED }),
      'failed',
      'negative',
    ],
    [
      'unreadable',
      stagingApplication({ sync: 'Unknown', conditions: ERROR }),
      'unreadable',
      'negative',
    ],
    ['never rolled out', productionApplication(), 'awaitsFirst', 'neutral'],
    [
      'behind Git, by a person',
      productionApplication({ health: 'Healthy' }),
      'awaits',
      'neutral',
    ],
    [
      'refused a person',
      productionApplication({ operation: REFUSED }),
      'failed',
      'negative',
    ],
    [
      'paused',
      stagingApplication({ health: 'Suspended' }),
      'suspended',
      'neutral',
    ],
    [
      'in a state of a later Argo CD',
      stagingApplication({ health: 'Enlightened' }),
      'unknown',
      'warning',
    ],
  ])('says of one that is %s what counts', (_, application, key, tone) => {
    expect(applicationStatus(application)).toEqual({
      key: `application.state.${key}`,
      tone,
    });
  });

  it('does not wait for a person where one has begun or failed', () => {
    expect(awaitsPerson(productionApplication())).toBe(true);
    expect(awaitsPerson(productionApplication({ operation: REFUSED }))).toBe(
      false,
    );
    expect(awaitsPerson(stagingApplication({ sync: 'OutOfSync' }))).toBe(false);
  });
});
