import { mockServices } from '@backstage/backend-test-utils';
import { kubevirtSignalSchema } from '@naru/plugin-kubevirt-common';
import { FakeInventory } from '@naru/plugin-kubevirt-node/testUtils';
import { InventorySignals } from './InventorySignals';

describe('InventorySignals', () => {
  const logger = mockServices.logger.mock();
  const publish = jest.fn();
  let inventory: FakeInventory;
  let end: () => void;

  beforeEach(() => {
    jest.clearAllMocks();
    jest.useFakeTimers();
    publish.mockResolvedValue(undefined);
    inventory = new FakeInventory();
    end = new InventorySignals({ signals: { publish }, logger }).follow(
      inventory,
    );
  });

  afterEach(() => {
    end();
    jest.useRealTimers();
  });

  function messages(): unknown[] {
    return publish.mock.calls.map(([{ message }]) => {
      expect(() => kubevirtSignalSchema.parse(message)).not.toThrow();
      return message;
    });
  }

  it('gathers changes and broadcasts ids only', () => {
    inventory.tell({ changed: ['resource:a/1', 'resource:a/2'] });
    inventory.tell({ changed: ['resource:a/1'], removed: ['resource:a/3'] });
    inventory.tell({ clusters: true });
    expect(publish).not.toHaveBeenCalled();

    jest.advanceTimersByTime(500);

    expect(publish).toHaveBeenCalledWith({
      channel: 'kubevirt:vms',
      recipients: { type: 'broadcast' },
      message: {
        entityRefs: ['resource:a/1', 'resource:a/2', 'resource:a/3'],
        clusters: true,
      },
    });

    inventory.tell({ changed: ['resource:a/4'] });
    jest.advanceTimersByTime(500);
    expect(messages()[1]).toEqual({ entityRefs: ['resource:a/4'] });
  });

  it('says to ask again when there are too many to name', () => {
    inventory.tell({
      changed: Array.from({ length: 501 }, (_, index) => `resource:a/${index}`),
    });
    jest.advanceTimersByTime(500);
    expect(messages()).toEqual([{ clusters: true }]);
  });

  it('is silent about images, and after its end', () => {
    inventory.tell({ images: true });
    jest.advanceTimersByTime(500);
    inventory.tell({ changed: ['resource:a/1'] });
    end();
    inventory.tell({ changed: ['resource:a/2'] });
    jest.advanceTimersByTime(500);
    expect(publish).not.toHaveBeenCalled();
  });

  it('reports a broadcast that fails and goes on', async () => {
    publish.mockRejectedValueOnce(new Error('no bus'));
    inventory.tell({ clusters: true });
    await jest.advanceTimersByTimeAsync(500);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    inventory.tell({ clusters: true });
    await jest.advanceTimersByTimeAsync(500);
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
