import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { catalogCollatorExtensionPoint } from '@backstage/plugin-search-backend-module-catalog';
import { techDocsCollatorEntityFilterExtensionPoint } from '@backstage/plugin-search-backend-module-techdocs';
import { catalogDocumentsModule } from './catalogDocumentsModule';
import { engineModule } from './engineModule';
import { entityDocument } from './entityDocument';
import { techDocsModule } from './techDocsModule';

const documented = (name: string, ref = 'dir:.'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: ref ? { 'backstage.io/techdocs-ref': ref } : {},
  },
});

describe('modules of the search', () => {
  it('sets the engine, and what the stock collators collect', async () => {
    const setSearchEngine = jest.fn();
    const setEntityTransformer = jest.fn();
    const setEntityFilterFunction = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [
        [searchEngineRegistryExtensionPoint, { setSearchEngine }],
        [catalogCollatorExtensionPoint, { setEntityTransformer }],
        [
          techDocsCollatorEntityFilterExtensionPoint,
          { setEntityFilterFunction, setCustomCatalogApiFilters: jest.fn() },
        ],
      ],
      features: [
        engineModule,
        catalogDocumentsModule,
        techDocsModule,
        mockServices.rootConfig.factory({
          data: {
            runbooks: {
              sources: [
                { id: 'naru', entityRef: 'component:default/runbooks' },
              ],
            },
          },
        }),
      ],
    });
    expect(setSearchEngine).toHaveBeenCalledTimes(1);
    expect(setEntityTransformer).toHaveBeenCalledWith(entityDocument);
    const [[filter]] = setEntityFilterFunction.mock.calls;
    expect(
      filter([
        documented('runbooks'),
        documented('shop'),
        documented('undocumented', ''),
      ]).map((entity: Entity) => entity.metadata.name),
    ).toEqual(['shop']);
    await backend.stop();
  });
});
