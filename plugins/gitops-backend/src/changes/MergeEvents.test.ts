import { mockServices } from '@backstage/backend-test-utils';
import { ChangeRequest } from '@naru/plugin-gitops-common';
import { MergeEvents } from './MergeEvents';

const merged: ChangeRequest = {
  repository: 'platform',
  branch: 'naru/app/shop',
  number: 1,
  url: 'http://git.test/pulls/1',
  title: 'Add shop',
  state: 'merged',
  author: '김다나',
  createdAt: '2026-11-21T08:50:00Z',
  mergedAt: '2026-11-21T09:00:00Z',
  mergeSha: 'merge',
  headSha: 'head',
  base: 'main',
  files: [{ path: 'apps/shop/catalog-info.yaml', status: 'added' }],
  entityRefs: [],
};

function setup(after: string) {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const mergeEvents = new MergeEvents({
    events,
    logger,
    now: () => Date.parse(after),
  });
  return { events, logger, mergeEvents };
}

describe('MergeEvents', () => {
  it('tells a merge once, with the branch that it went to', async () => {
    const { events, mergeEvents } = setup('2026-11-21T09:01:00Z');
    await mergeEvents.tell({ ...merged, state: 'open' });
    expect(events.publish).not.toHaveBeenCalled();
    await mergeEvents.tell(merged);
    await mergeEvents.tell(merged);
    expect(events.publish.mock.calls).toEqual([
      [
        {
          topic: 'gitops.merged',
          eventPayload: {
            repository: 'platform',
            branch: 'main',
            sha: 'merge',
            files: ['apps/shop/catalog-info.yaml'],
          },
        },
      ],
    ]);
  });

  it('leaves old merges alone', async () => {
    const { events, mergeEvents } = setup('2026-11-21T10:01:00Z');
    await mergeEvents.tell(merged);
    expect(events.publish).not.toHaveBeenCalled();
  });

  it('goes on when nobody can be told', async () => {
    const { events, logger, mergeEvents } = setup('2026-11-21T09:01:00Z');
    events.publish.mockRejectedValue(new Error('away'));
    await mergeEvents.tell(merged);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('platform:1'),
    );
  });
});
