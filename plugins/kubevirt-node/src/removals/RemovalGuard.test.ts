import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { RemovalGuard } from './RemovalGuard';

function refs(count: number, prefix = 'vm'): string[] {
  return Array.from(
    { length: count },
    (_, index) => `resource:team1-staging/${prefix}-${index}`,
  );
}

describe('RemovalGuard', () => {
  const logger = mockServices.logger.mock();

  beforeEach(() => jest.clearAllMocks());

  it.each([
    [0, 0, true],
    [10, 10, true],
    [11, 100, true],
    [20, 100, true],
    [21, 100, false],
    [11, 50, false],
    [100, 100, false],
  ])('asked to remove %i of %i, admits it: %p', (count, of, admitted) => {
    const guard = new RemovalGuard({ logger });
    expect(
      guard.admits({ cluster: 'prod7', entityRefs: refs(count), of }),
    ).toBe(admitted);
    expect(guard.refusals()).toHaveLength(admitted ? 0 : 1);
  });

  it('reports a refusal once and keeps its first time', () => {
    const guard = new RemovalGuard({ logger });
    const removal = { cluster: 'prod7', entityRefs: refs(50), of: 100 };
    guard.admits(removal);
    const [{ since }] = guard.refusals();
    guard.admits(removal);

    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(guard.refusals()).toEqual([{ ...removal, since }]);
  });

  it('admits what a person confirmed, and no more than that', () => {
    const guard = new RemovalGuard({ logger });
    const told: string[] = [];
    guard.onConfirm(cluster => told.push(cluster));
    guard.admits({ cluster: 'prod7', entityRefs: refs(50), of: 100 });

    expect(guard.confirm('prod7').entityRefs).toHaveLength(50);
    expect(told).toEqual(['prod7']);
    const more = [...refs(50), ...refs(30, 'other')];
    expect(guard.admits({ cluster: 'prod7', entityRefs: more, of: 100 })).toBe(
      false,
    );

    guard.confirm('prod7');
    expect(guard.admits({ cluster: 'prod7', entityRefs: more, of: 100 })).toBe(
      true,
    );
    expect(guard.refusals()).toEqual([]);
    guard.admits({ cluster: 'prod7', entityRefs: [], of: 20 });
    expect(guard.admits({ cluster: 'prod7', entityRefs: more, of: 100 })).toBe(
      false,
    );
  });

  it('forgets a refusal when what was missing is back', () => {
    const guard = new RemovalGuard({ logger });
    guard.admits({ cluster: 'prod7', entityRefs: refs(50), of: 100 });
    guard.admits({ cluster: 'prod7', entityRefs: [], of: 100 });
    expect(guard.refusals()).toEqual([]);
    expect(() => guard.confirm('prod7')).toThrow(
      'No removal of entities of cluster prod7 waits to be confirmed',
    );
  });

  it('takes the share from the config', () => {
    const config = (maximumRemovalShare: number) =>
      new ConfigReader({
        catalog: { providers: { kubevirt: { maximumRemovalShare } } },
      });
    const guard = RemovalGuard.fromConfig(config(0.5), { logger });
    expect(
      guard.admits({ cluster: 'prod7', entityRefs: refs(50), of: 100 }),
    ).toBe(true);
    expect(() => RemovalGuard.fromConfig(config(20), { logger })).toThrow(
      'Config catalog.providers.kubevirt.maximumRemovalShare: must be a number from 0 to 1',
    );
  });
});
