import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from '../KubernetesApi';
import { ObjectStore } from './ObjectStore';

function configMap(name: string, namespace = 'a', data = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, uid: `${namespace}/${name}` },
    data,
  };
}

describe('ObjectStore', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'naru-lab-store-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('finds everything again without having been closed, and goes on counting', () => {
    const first = ObjectStore.open(directory);
    first.put('configmaps', configMap('x'));
    const y = first.put('configmaps', configMap('y'));
    first.put('configmaps', configMap('x', 'a', { changed: 'yes' }));
    first.remove('configmaps', y);

    const second = ObjectStore.open(directory);
    expect(second.list('configmaps').map(item => item.data)).toEqual([
      { changed: 'yes' },
    ]);
    expect(second.revision).toBe(4);
    const next = second.put('configmaps', configMap('z'));
    expect(next.metadata.resourceVersion).toBe('5');
    second.close();
    first.close();
  });

  it('drops a line that a crash tore', () => {
    const first = ObjectStore.open(directory);
    first.put('configmaps', configMap('x'));
    first.close();
    appendFileSync(join(directory, 'journal.jsonl'), '{"revision":2,"ke');

    const second = ObjectStore.open(directory);
    second.put('configmaps', configMap('y'));
    second.close();
    const third = ObjectStore.open(directory);
    expect(third.list('configmaps').map(item => item.metadata.name)).toEqual([
      'x',
      'y',
    ]);
    third.close();
  });

  it('keeps the revision of a removal over a compaction', () => {
    const first = ObjectStore.open(directory);
    first.remove('configmaps', first.put('configmaps', configMap('x')));
    first.close();
    ObjectStore.open(directory).close();
    const journal = readFileSync(join(directory, 'journal.jsonl'), 'utf8');
    expect(journal.trim().split('\n')).toHaveLength(1);
    const again = ObjectStore.open(directory);
    expect(again.revision).toBe(2);
    again.close();
  });

  it('remembers what happened before a restart for watches that go on', () => {
    const first = ObjectStore.open(directory);
    const x = first.put('configmaps', configMap('x'));
    first.put('configmaps', configMap('y'));
    first.close();
    const second = ObjectStore.open(directory);
    const changes = second.changesSince(
      Number(x.metadata.resourceVersion),
      'configmaps',
    );
    expect(changes?.map(change => change.object.metadata.name)).toEqual(['y']);
    second.close();
  });

  it('lists in the order of etcd: by namespace, then by name', () => {
    const store = ObjectStore.open();
    for (const [namespace, name] of [
      ['team-a', 'b'],
      ['team', 'b'],
      ['team', 'a'],
    ]) {
      store.put('configmaps', configMap(name, namespace));
    }
    expect(
      store
        .list('configmaps')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ).toEqual(['team-a/b', 'team/a', 'team/b']);
  });

  it('says nothing of changes that it has forgotten', () => {
    const store = ObjectStore.open();
    store.put('configmaps', configMap('x'));
    store.forgetHistory();
    store.put('configmaps', configMap('y'));
    expect(store.changesSince(0, 'configmaps')).toBeUndefined();
    expect(store.changesSince(1, 'configmaps')).toHaveLength(1);
  });

  it('tells every listener of all changes in order, also of those that a listener causes', () => {
    const store = ObjectStore.open();
    const heard: string[][] = [[], []];
    store.subscribe(({ object }) => {
      heard[0].push(object.metadata.name);
      if (object.metadata.name === 'x') {
        store.put('configmaps', configMap('y'));
      }
    });
    store.subscribe(({ object }) => heard[1].push(object.metadata.name));
    store.put('configmaps', configMap('x'));
    expect(heard).toEqual([
      ['x', 'y'],
      ['x', 'y'],
    ]);
  });
});
