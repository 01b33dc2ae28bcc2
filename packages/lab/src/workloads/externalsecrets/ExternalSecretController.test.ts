import { conditionOf } from '../conditions';
import { EXTERNAL_SECRETS, SECRETS } from '../resources';
import { TestWorkloads } from '../testWorkloads';
import type { Condition } from '../types';

describe('ExternalSecretController', () => {
  let cluster: TestWorkloads;

  beforeEach(() => {
    cluster = TestWorkloads.create();
  });
  afterEach(() => cluster.close());

  const add = (
    key: string,
    property: string,
    annotations?: Record<string, string>,
  ) => {
    cluster.add(EXTERNAL_SECRETS, {
      kind: 'ExternalSecret',
      metadata: { name: 'shop-secrets', ...(annotations && { annotations }) },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault-backend' },
        target: { name: 'shop-secrets' },
        data: [{ secretKey: 'DB_PASSWORD', remoteRef: { key, property } }],
      },
    });
    cluster.run(1);
  };
  const ready = () => {
    const { status } = cluster.get(EXTERNAL_SECRETS, 'shop-secrets');
    const { conditions } = status as { conditions: Condition[] };
    return conditionOf(conditions, 'Ready');
  };
  const secret = () => cluster.get(SECRETS, 'shop-secrets');

  it('makes the Secret of a path that Vault has', () => {
    add('team1/shop/db', 'password');
    expect(ready()).toMatchObject({
      status: 'True',
      reason: 'SecretSynced',
      message: 'secret synced',
    });
    expect(secret()).toMatchObject({
      type: 'Opaque',
      data: { DB_PASSWORD: expect.stringMatching(/^[A-Za-z0-9+/=]{32}$/) },
      metadata: {
        labels: { 'reconcile.external-secrets.io/managed': 'true' },
        ownerReferences: [{ kind: 'ExternalSecret', controller: true }],
      },
    });
    expect(cluster.events('shop-secrets')).toContain('Created: secret created');
  });

  it.each([
    ['team1/shop/nothing', 'password', 'Secret does not exist'],
    ['team9/shop/db', 'password', 'Secret does not exist'],
    ['team1/shop/db', 'pin', 'cannot find secret data for key: "pin"'],
  ])('says what is wrong with %s, %s', (key, property, words) => {
    add(key, property);
    expect(ready()).toMatchObject({
      status: 'False',
      reason: 'SecretSyncedError',
      message: 'could not get secret data from provider',
    });
    expect(cluster.events('shop-secrets')).toEqual([
      `UpdateFailed: error processing spec.data[0] (key: ${key}), err: ${words}`,
    ]);
    expect(cluster.list(SECRETS)).toEqual([]);
  });

  it('follows the annotation', () => {
    add('elsewhere', 'password', { 'lab.naru.io/secret': 'exists' });
    expect(ready()?.status).toBe('True');
    cluster.patch(EXTERNAL_SECRETS, 'shop-secrets', {
      metadata: { annotations: { 'lab.naru.io/secret': 'missing' } },
    });
    cluster.run(1);
    expect(ready()?.reason).toBe('SecretSyncedError');
  });

  it('makes a Secret anew that somebody deletes, and lets it go with its owner', () => {
    add('team1/shop/db', 'password');
    const { data } = secret();
    cluster.delete(SECRETS, 'shop-secrets');
    cluster.run(1);
    expect(secret().data).toEqual(data);
    cluster.delete(EXTERNAL_SECRETS, 'shop-secrets');
    cluster.run(1);
    expect(cluster.list(SECRETS)).toEqual([]);
  });
});
