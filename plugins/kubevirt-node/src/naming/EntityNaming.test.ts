import { EntityNaming, ObjectIdentity } from './EntityNaming';

describe('EntityNaming', () => {
  const naming = new EntityNaming(['prod7', 'prod8', 'prod9']);

  function vm(
    name: string,
    cluster = 'prod7',
    namespace = 'team1-staging',
  ): ObjectIdentity {
    return { cluster, kind: 'VirtualMachine', namespace, name };
  }

  it.each([
    [vm('web-01'), 'resource:team1-staging/web-01'],
    [vm('web.01'), 'resource:team1-staging/web.01'],
    [vm('web-01', 'prod8'), 'resource:team1-staging/web-01.prod8'],
    [vm('a'.repeat(63)), `resource:team1-staging/${'a'.repeat(63)}`],
  ])('keeps the name of %p', (object, entityRef) => {
    expect(naming.placeOf(object).entityRef).toBe(entityRef);
  });

  it.each([
    ['is too long', vm('a'.repeat(64))],
    ['is too long with its cluster', vm('a'.repeat(60), 'prod8')],
    ['ends like the name of another cluster', vm('web-01.prod8')],
    ['is that of a cluster', vm('prod8', 'prod7', 'default')],
  ])('cuts a name that %s and adds a hash', (_, object) => {
    const { name, entityRef } = naming.placeOf(object);
    expect(name).toMatch(/^[a-z0-9][-a-z0-9.]*_[0-9a-f]{8}$/);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(entityRef).toBe(`resource:${object.namespace}/${name}`);
    expect(naming.placeOf(object)).toEqual(naming.placeOf({ ...object }));
  });

  it('gives way to an object of another kind', () => {
    const plain = naming.placeOf(vm('ubuntu-24-04'));
    const other = naming.placeOf(vm('ubuntu-24-04'), true);
    expect(plain.name).toBe('ubuntu-24-04');
    expect(other.name).toMatch(/^ubuntu-24-04_[0-9a-f]{8}$/);
  });

  it('never gives two objects the same ref', () => {
    const names = [
      'web',
      'web.prod8',
      'web.prod9',
      'web.prod8.prod9',
      'prod7',
      'prod8',
      ...['x', 'y'].map(end => `${'long-'.repeat(14)}${end}`),
      ...['a'.repeat(57), 'a'.repeat(58), 'a'.repeat(63), 'a'.repeat(64)],
    ];
    const objects = ['prod7', 'prod8', 'prod9'].flatMap(cluster =>
      ['default', 'team1-staging'].flatMap(namespace =>
        names.map(name => vm(name, cluster, namespace)),
      ),
    );
    const refs = [
      ...objects.map(object => naming.placeOf(object).entityRef),
      ...['prod7', 'prod8', 'prod9'].map(
        cluster => naming.clusterPlace(cluster).entityRef,
      ),
    ];
    expect(new Set(refs).size).toBe(refs.length);
  });
});
