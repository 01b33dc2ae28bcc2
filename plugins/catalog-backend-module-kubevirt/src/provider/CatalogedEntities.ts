import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CLUSTER_ANNOTATION,
  CLUSTER_ENTITY_TYPE,
  GOLDEN_IMAGE_ENTITY_TYPE,
  VIRTUAL_MACHINE_ENTITY_TYPE,
} from '@naru/plugin-kubevirt-common';

/**
 * Asks the catalog which entities of a cluster it has: after a restart nobody else remembers.
 */
export class CatalogedEntities {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** Refs of the entities of the cluster. */
  async list(cluster: string): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const refs: string[] = [];
    const batches = this.#catalog.streamEntities(
      {
        filter: {
          kind: 'Resource',
          'spec.type': [
            CLUSTER_ENTITY_TYPE,
            GOLDEN_IMAGE_ENTITY_TYPE,
            VIRTUAL_MACHINE_ENTITY_TYPE,
          ],
          [`metadata.annotations.${CLUSTER_ANNOTATION}`]: cluster,
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials },
    );
    for await (const batch of batches) {
      refs.push(...batch.map(entity => stringifyEntityRef(entity)));
    }
    return refs;
  }

  /** Those of the refs that the catalog has no entity for. */
  async missing(entityRefs: string[]): Promise<string[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind'] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return entityRefs.filter((_, index) => !items[index]);
  }
}
