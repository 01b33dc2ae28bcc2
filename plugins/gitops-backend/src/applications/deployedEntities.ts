import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DeployedEntity } from '@naru/plugin-gitops-node';
import { ownersOf } from './selectApplications';

/** Looks entities up for decisions of the permission backend. */
export function deployedEntities(options: {
  auth: AuthService;
  catalog: CatalogService;
}): (entityRefs: string[]) => Promise<(DeployedEntity | undefined)[]> {
  const { auth, catalog } = options;
  return async entityRefs => {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'relations', 'spec.owner'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return entityRefs.map((entityRef, index) => {
      const entity = items[index];
      return entity && { entityRef, owners: ownersOf(entity) };
    });
  };
}
