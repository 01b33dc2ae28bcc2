import { findExceededQuotas, sumOfDemands } from './Quota';

const quota = (
  hard: Record<string, string>,
  used: Record<string, string> = {},
) => [{ name: 'team', hard, used }];

describe('findExceededQuotas', () => {
  it('finds nothing where there is room, or the quota counts something else', () => {
    expect(
      findExceededQuotas(
        { 'requests.cpu': 0.3, pods: 3 },
        quota(
          { 'requests.cpu': '1', pods: '10', secrets: '1' },
          { 'requests.cpu': '700m', pods: '7' },
        ),
      ),
    ).toEqual([]);
  });

  it('says what is needed and what is left', () => {
    expect(
      findExceededQuotas(
        { 'requests.memory': 1.5 * 2 ** 30, 'limits.memory': 2 ** 28, pods: 2 },
        quota(
          { 'requests.memory': '2Gi', 'limits.memory': '128Mi', pods: '1' },
          { 'requests.memory': '1Gi', pods: '3' },
        ),
      ),
    ).toEqual([
      {
        quota: 'team',
        resource: 'requests.memory',
        needed: '1.5Gi',
        left: '1Gi',
        limit: '2Gi',
      },
      {
        quota: 'team',
        resource: 'limits.memory',
        needed: '256Mi',
        left: '128Mi',
        limit: '128Mi',
      },
      { quota: 'team', resource: 'pods', needed: '2', left: '0', limit: '1' },
    ]);
  });
});

describe('sumOfDemands', () => {
  it('adds up by name', () => {
    expect(sumOfDemands([{ a: 1, b: 2 }, { a: 3 }])).toEqual({ a: 4, b: 2 });
  });
});
