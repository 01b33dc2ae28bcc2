import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { changeRequestsModule } from './module';

describe('changeRequestsModule', () => {
  it('adds its documents and reads them again when one was merged', async () => {
    const addCollator = jest.fn();
    const scheduler = mockServices.scheduler.mock({
      createScheduledTaskRunner: () => ({ run: async () => {} }),
    });
    const listeners: (() => Promise<void>)[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          { addCollator, addDecorator: jest.fn() },
        ],
      ],
      features: [
        changeRequestsModule,
        scheduler.factory,
        mockServices.events.mock({
          subscribe: async ({ topics, onEvent }) => {
            expect(topics).toEqual(['gitops.merged']);
            listeners.push(() =>
              onEvent({ topic: topics[0], eventPayload: {} }),
            );
          },
        }).factory,
      ],
    });
    expect(addCollator).toHaveBeenCalledWith(
      expect.objectContaining({
        factory: expect.objectContaining({ type: 'change-request' }),
      }),
    );
    expect(listeners).toHaveLength(1);
    await listeners[0]();
    expect(scheduler.triggerTask).toHaveBeenCalledWith(
      'search_index_change_request',
    );
    scheduler.triggerTask.mockRejectedValue(new Error('It runs'));
    await expect(listeners[0]()).resolves.toBeUndefined();
    await backend.stop();
  });
});
