import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import {
  BRANCH,
  hostsOf,
  openRequest,
  vmResource,
} from '../__fixtures__/changes';
import {
  application,
  FakeApplications,
} from '../__fixtures__/FakeApplications';
import { ProgressReader } from '../progress/ProgressReader';
import { ChangeRequests } from './ChangeRequests';
import { MergeFollower } from './MergeFollower';

async function setup() {
  const host = new FakeChangeRequestHost({ files: { 'README.md': 'x' } });
  const hosts = hostsOf(host);
  const logger = mockServices.logger.mock();
  const applications = new FakeApplications();
  const changeRequests = new ChangeRequests({ hosts, logger });
  await openRequest(host);
  host.end(1, 'merged');
  const merged = await changeRequests.find('platform', BRANCH);
  let now = Date.parse(merged.mergedAt ?? '');
  const follower = new MergeFollower({
    applications,
    hosts,
    progress: new ProgressReader({
      changeRequests,
      applications,
      hosts,
      catalog: catalogServiceMock({ entities: [] }),
      objectStates: [],
    }),
    logger,
    now: () => now,
  });
  const follow = (seconds: number) => {
    now += seconds * 1000;
    return follower.follow(merged);
  };
  return { applications, follow, follower, merged, logger };
}

describe('MergeFollower', () => {
  it('asks Argo CD at once, and again with growing waits until it has seen the merge', async () => {
    const { applications, follow } = await setup();
    applications.set(application({ revision: 'old' }));

    expect(await follow(0)).toBe(true);
    await follow(3);
    expect(applications.refreshed).toHaveLength(1);
    await follow(3);
    expect(applications.refreshed).toHaveLength(2);
    await follow(6);
    expect(applications.refreshed).toHaveLength(2);
    await follow(5);
    expect(applications.refreshed).toHaveLength(3);

    applications.set(
      application({ resources: [{ ...vmResource, status: 'OutOfSync' }] }),
    );
    expect(await follow(60)).toBe(false);
    expect(applications.refreshed).toHaveLength(3);
  });

  it('asks ApplicationSets while no Application reads the file, then the one that appears', async () => {
    const { applications, follow } = await setup();
    expect(await follow(0)).toBe(true);
    expect(applications.refreshedSets).toBe(1);
    applications.set(
      application({
        conditions: [{ type: 'ComparisonError', message: 'no such path' }],
      }),
    );
    expect(await follow(1)).toBe(true);
    expect(applications.refreshed).toEqual(['team1-vms-staging']);
    expect(applications.refreshedSets).toBe(1);
  });

  it('goes on when Argo CD refuses', async () => {
    const { applications, follow, logger } = await setup();
    applications.refuses = true;
    applications.set(application());
    expect(await follow(0)).toBe(true);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        'Application team1-vms-staging was not refreshed',
      ),
    );
  });

  it('leaves open requests, old merges and a portal without Argo CD alone', async () => {
    const { applications, follow, follower, merged } = await setup();
    applications.set(application());
    expect(await follower.follow({ ...merged, state: 'open' })).toBe(false);
    applications.configured = false;
    expect(await follow(0)).toBe(false);
    applications.configured = true;
    expect(await follow(3601)).toBe(false);
    expect(applications.refreshed).toEqual([]);
  });
});
