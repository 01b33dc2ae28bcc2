import { deploymentSchema, podSchema } from '../objects/schemas';
import { currentPods } from './currentPods';

const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: 'team1-staging',
  labels: { 'naru.io/app': 'shop' },
  ...more,
});

const deployment = (message?: string, name = 'shop') =>
  deploymentSchema.parse({
    metadata: metadata(name),
    spec: { replicas: 2, template: { spec: { containers: [] } } },
    status: {
      conditions: [
        { type: 'Available', status: 'False' },
        ...(message ? [{ type: 'Progressing', status: 'True', message }] : []),
      ],
    },
  });

const pod = (
  name: string,
  minute: number,
  more: { deletionTimestamp?: string } = {},
) => {
  const [, owner, hash] = /^(.+)-([a-z0-9]+)-[a-z]$/.exec(name) ?? [];
  return podSchema.parse({
    metadata: metadata(name, {
      labels: { 'naru.io/app': 'shop', 'pod-template-hash': hash },
      creationTimestamp: `2026-11-21T12:${minute}:00Z`,
      ownerReferences: [{ kind: 'ReplicaSet', name: `${owner}-${hash}` }],
      ...more,
    }),
  });
};

const namesOf = (...args: Parameters<typeof currentPods>) =>
  currentPods(...args).map(({ metadata: { name } }) => name);

describe('currentPods', () => {
  it('leaves the pods out that a rollout replaces', () => {
    expect(
      namesOf(
        [deployment('ReplicaSet "shop-new2" is progressing.')],
        [
          pod('shop-old1-a', 10),
          pod('shop-old1-b', 10),
          pod('shop-new2-a', 20),
        ],
      ),
    ).toEqual(['shop-new2-a']);
  });

  it('believes the Deployment rather than the clock', () => {
    expect(
      namesOf(
        [deployment('Found new replica set "shop-old1"')],
        [pod('shop-old1-a', 10), pod('shop-new2-a', 20)],
      ),
    ).toEqual(['shop-old1-a']);
  });

  it.each([
    ['says nothing', deployment()],
    [
      'names one without pods',
      deployment('ReplicaSet "shop-xx" is progressing.'),
    ],
  ])('takes what was made last where the Deployment %s', (_, told) => {
    expect(
      namesOf([told], [pod('shop-new2-a', 20), pod('shop-old1-a', 10)]),
    ).toEqual(['shop-new2-a']);
  });

  it('keeps the old pods as long as no new one is there, or only such as go', () => {
    const told = deployment('Created new replica set "shop-new2"');
    const old = pod('shop-old1-a', 10);
    expect(namesOf([told], [old])).toEqual(['shop-old1-a']);
    expect(
      namesOf(
        [told],
        [old, pod('shop-new2-a', 20, { deletionTimestamp: 'now' })],
      ),
    ).toEqual(['shop-old1-a']);
  });

  it('decides for each Deployment, and leaves pods of other makers alone', () => {
    const job = podSchema.parse({
      metadata: metadata('shop-migrate-x', {
        ownerReferences: [{ kind: 'Job', name: 'shop-migrate' }],
      }),
    });
    expect(
      namesOf(
        [deployment(), deployment(undefined, 'shop-worker')],
        [pod('shop-new2-a', 20), pod('shop-worker-w1-a', 10), job],
      ),
    ).toEqual(['shop-new2-a', 'shop-worker-w1-a', 'shop-migrate-x']);
  });
});
