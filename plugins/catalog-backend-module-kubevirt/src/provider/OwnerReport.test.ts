import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createInventoryVirtualMachine,
  FakeInventory,
} from '@naru/plugin-kubevirt-node/testUtils';
import { CatalogedEntities } from './CatalogedEntities';
import { OwnerReport } from './OwnerReport';

describe('OwnerReport', () => {
  const logger = mockServices.logger.mock();

  beforeEach(() => jest.clearAllMocks());

  it('reports owners that nobody knows, once', async () => {
    const inventory = new FakeInventory([
      createInventoryVirtualMachine(),
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name =>
        createInventoryVirtualMachine({ name, owner: 'group:default/gone' }),
      ),
      createInventoryVirtualMachine({
        name: 'odd',
        decided: { labels: {}, ownerProblem: 'annotation naru.io/owner is ""' },
      }),
    ]);
    const report = new OwnerReport({
      inventory,
      logger,
      cataloged: new CatalogedEntities({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Group',
              metadata: { namespace: 'default', name: 'team1' },
              spec: { type: 'team', children: [] },
            },
          ],
        }),
      }),
    });

    await report.run();
    await report.run();

    expect(logger.warn.mock.calls.map(([message]) => message)).toEqual([
      'Owner of a VirtualMachine: resource:team1-staging/odd: annotation naru.io/owner is ""; it goes to group:default/team1',
      'Owner of a VirtualMachine: group:default/gone is not in the catalog and owns resource:team1-staging/a, resource:team1-staging/b, resource:team1-staging/c, resource:team1-staging/d, resource:team1-staging/e and 2 more',
    ]);

    inventory.delete(
      ...inventory.virtualMachines().map(({ entityRef }) => entityRef),
    );
    await report.run();
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});
