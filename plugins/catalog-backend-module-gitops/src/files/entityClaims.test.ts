import { Entity } from '@backstage/catalog-model';
import { claimFaults } from './entityClaims';

const file = {
  repository: 'platform',
  path: 'apps/shop/catalog-info.yaml',
  application: 'shop',
};
const allowed = {
  kinds: ['component', 'api', 'resource'],
  namespaces: ['default'],
};

function component(part: {
  kind?: string;
  metadata?: Partial<Entity['metadata']>;
  spec?: Entity['spec'];
}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: part.kind ?? 'Component',
    metadata: { name: 'shop', ...part.metadata },
    spec: { type: 'service', owner: 'group:default/team1', ...part.spec },
  };
}

function annotated(annotations: Record<string, string>) {
  return component({ metadata: { annotations } });
}

describe('claimFaults', () => {
  it.each([
    ['the component of the folder', component({})],
    [
      'an API of it',
      component({ kind: 'API', metadata: { name: 'shop-api' } }),
    ],
    ['an owner by name alone', component({ spec: { owner: 'team1' } })],
    [
      'its own Applications and documents',
      annotated({
        'argocd/app-selector': 'naru.io/app=shop',
        'argocd/app-name': 'shop-staging, shop-production',
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-label-selector': 'naru.io/app=shop',
        'backstage.io/techdocs-ref': 'dir:.',
      }),
    ],
  ])('finds nothing wrong with %s', (_, entity) => {
    expect(claimFaults(entity, file, allowed)).toEqual([]);
  });

  it.each([
    ['a kind for administrators', component({ kind: 'Group' }), 'kind Group'],
    [
      'the namespace of machines',
      component({ metadata: { namespace: 'team2-staging' } }),
      'namespace team2-staging belongs to others',
    ],
    [
      'the name of another application',
      component({ metadata: { name: 'shopping' } }),
      'belongs to another application; use shop',
    ],
    ['no owner', component({ spec: { owner: '' } }), 'spec.owner is missing'],
    [
      'a person as the owner',
      component({ spec: { owner: 'user:default/dev1' } }),
      'is no team',
    ],
    [
      'an owner that is no reference',
      component({ spec: { owner: 'group:' } }),
      'is not a reference to a group',
    ],
    [
      'Applications of others',
      annotated({ 'argocd/app-selector': 'naru.io/team=team2' }),
      'selects Argo CD Applications of others',
    ],
    [
      'objects of others by their labels',
      annotated({ 'backstage.io/kubernetes-label-selector': 'app=bank' }),
      'selects objects of others; use naru.io/app=shop',
    ],
    [
      'an Application of others',
      annotated({ 'argocd/app-name': 'shop-staging,bank-production' }),
      'names something of another application',
    ],
    [
      'objects of others',
      annotated({ 'backstage.io/kubernetes-id': 'bank' }),
      'names something of another application',
    ],
    [
      'documents by URL',
      annotated({ 'backstage.io/techdocs-ref': 'url:http://git.test/a/b' }),
      'leads out of the folder',
    ],
    [
      'documents further up',
      annotated({ 'backstage.io/techdocs-ref': 'dir:../bank' }),
      'leads out of the folder',
    ],
    [
      'documents by way of another source',
      annotated({
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/source-location': 'url:http://git.test/secret/plans/',
      }),
      'leads the documents elsewhere',
    ],
  ])('refuses %s', (_, entity, words) => {
    const faults = claimFaults(entity, file, allowed);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });
});
