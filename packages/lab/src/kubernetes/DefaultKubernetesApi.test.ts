import { ManualClock } from '../clock/LabClock';
import { seededRandom } from '../random/seededRandom';
import { DefaultKubernetesApi } from './DefaultKubernetesApi';
import { installCustomResources } from './installCustomResources';
import { LAB_CONTROLLER, type KubernetesObject } from './KubernetesApi';

const MAPS = { group: '', version: 'v1', plural: 'configmaps' };
const PODS = { group: '', version: 'v1', plural: 'pods' };
const SPACES = { group: '', version: 'v1', plural: 'namespaces' };
const as = LAB_CONTROLLER;

function create() {
  const clock = new ManualClock();
  const api = DefaultKubernetesApi.create({ clock, random: seededRandom(7) });
  const add = (name: string, metadata = {}): KubernetesObject =>
    api.create(
      MAPS,
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'default', ...metadata },
      },
      { as },
    );
  const owner = ({ kind, metadata }: KubernetesObject, block = false) => ({
    ownerReferences: [
      {
        apiVersion: 'v1',
        kind,
        name: metadata.name,
        uid: metadata.uid ?? '',
        blockOwnerDeletion: block,
      },
    ],
  });
  const has = (name: string) => api.find(MAPS, 'default', name) !== undefined;
  return { api, clock, add, owner, has };
}

describe('DefaultKubernetesApi', () => {
  it('makes the same uids under the same dice', () => {
    expect(create().add('a').metadata.uid).toBe(create().add('a').metadata.uid);
  });

  it('hands out copies: who changes one changes nothing', () => {
    const { api, add } = create();
    add('a');
    api.get(MAPS, 'default', 'a').metadata.labels = { changed: 'yes' };
    expect(api.get(MAPS, 'default', 'a').metadata.labels).toBeUndefined();
  });

  it('deletes dependents with the last of their owners', () => {
    const { api, add, owner, has } = create();
    const [a, b] = [add('a'), add('b')];
    add('one', owner(a));
    add('both', {
      ownerReferences: [
        ...owner(a).ownerReferences,
        ...owner(b).ownerReferences,
      ],
    });
    api.delete(MAPS, 'default', 'a', { as });
    expect([has('one'), has('both')]).toEqual([false, true]);
    api.delete(MAPS, 'default', 'b', { as });
    expect(has('both')).toBe(false);
  });

  it('deletes dependents first in the foreground', () => {
    const { api, add, owner, has } = create();
    add('held', {
      ...owner(add('a'), true),
      finalizers: ['naru.io/hold'],
    });
    api.delete(MAPS, 'default', 'a', {
      as,
      propagationPolicy: 'Foreground',
    });
    expect(has('a')).toBe(true);
    api.patch(
      MAPS,
      'default',
      'held',
      'merge',
      { metadata: { finalizers: null } },
      { as },
    );
    expect([has('held'), has('a')]).toEqual([false, false]);
  });

  it('deletes what names an owner that is not there', () => {
    const { add, owner, has } = create();
    const gone = { ...add('a'), metadata: { name: 'x', uid: 'none' } };
    add('lost', owner(gone));
    expect(has('lost')).toBe(false);
  });

  it('tells a watch of what is there and of all that follows', () => {
    const { api, add } = create();
    add('a');
    const heard: string[] = [];
    const stop = api.watch(MAPS, ({ type, object }) =>
      heard.push(`${type} ${object.metadata.name}`),
    );
    add('b');
    api.delete(MAPS, 'default', 'a', { as });
    stop();
    add('c');
    expect(heard).toEqual(['ADDED a', 'ADDED b', 'DELETED a']);
  });

  it('mutates before it validates, and keeps nothing that a step refuses', () => {
    const { api, add, has } = create();
    api.addAdmission({
      resources: [MAPS],
      mutate: ({ object }) => {
        if (object) object.data = { mutated: 'yes' };
      },
      validate: ({ name }) => {
        if (name === 'bad') throw new Error('refused');
      },
    });
    expect(add('good').data).toEqual({ mutated: 'yes' });
    expect(() => add('bad')).toThrow('refused');
    expect(has('bad')).toBe(false);
  });

  it('asks RBAC for whom it does not know as its own controller', () => {
    const { api } = create();
    expect(() =>
      api.delete(MAPS, 'default', 'a', {
        as: { name: 'dana', groups: [] },
      }),
    ).toThrow(
      'configmaps "a" is forbidden: User "dana" cannot delete resource "configmaps" in API group "" in the namespace "default"',
    );
  });

  it('gives a running pod its time to end', () => {
    const { api, clock } = create();
    api.create(
      PODS,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'default' },
        spec: { nodeName: 'n', containers: [{ name: 'c', image: 'i' }] },
      },
      { as },
    );
    api.delete(PODS, 'default', 'p', { as });
    const ending = api.get(PODS, 'default', 'p');
    expect(ending.metadata.deletionGracePeriodSeconds).toBe(30);
    clock.advance(2);
    expect(api.find(PODS, 'default', 'p')).toBeUndefined();
  });

  it('serves a kind as soon as its CRD is there, and forgets its objects with it', () => {
    const { api } = create();
    installCustomResources(api);
    const stores = api.resourceOf('external-secrets.io/v1', 'SecretStore');
    expect(stores).toBeDefined();
    if (!stores) return;
    api.create(
      stores,
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata: { name: 'vault', namespace: 'default' },
        spec: { provider: { vault: { server: 'https://vault' } } },
      },
      { as },
    );
    api.delete(
      {
        group: 'apiextensions.k8s.io',
        version: 'v1',
        plural: 'customresourcedefinitions',
      },
      undefined,
      'secretstores.external-secrets.io',
      { as },
    );
    expect(
      api.resourceOf('external-secrets.io/v1', 'SecretStore'),
    ).toBeUndefined();
    expect(() => api.list(stores)).toThrow(
      'the server could not find the requested resource',
    );
  });

  it('empties a namespace that is deleted', () => {
    const { api } = create();
    api.create(
      SPACES,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team1' } },
      { as },
    );
    const { items } = api.list(
      { group: '', version: 'v1', plural: 'serviceaccounts' },
      { namespace: 'team1' },
    );
    expect(items.map(item => item.metadata.name)).toEqual(['default']);
    api.delete(SPACES, undefined, 'team1', { as });
    expect(api.find(SPACES, undefined, 'team1')).toBeUndefined();
  });
});
