import type { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import { renderWebService } from './renderWebService';
import { webServiceCases } from './webServiceCases';

jest.setTimeout(60_000);

const [BASE] = webServiceCases('team1');

describe('chart web-service', () => {
  let helm: HelmProgram;

  beforeAll(async () => {
    helm = await helmForTests();
  });

  const render = (values: object, name = 'shop') =>
    renderWebService(
      helm,
      { ...BASE, name, values: { ...BASE.values, ...values } },
      'team1-staging',
    );

  it.each<[string, object, RegExp]>([
    ['no owner', { owner: '' }, /owner is missing/],
    ['no image', { image: { tag: '1' } }, /image\.repository is missing/],
    ['latest', { image: { repository: 'a/b', tag: 'latest' } }, /\/image\/tag/],
    [
      'a tag that is a number',
      { image: { repository: 'a/b', tag: 1.1 } },
      /\/image\/tag.*string/s,
    ],
    [
      'another team',
      { team: 'team2' },
      /namespace is team1-staging, and has to be team2-staging/,
    ],
    ['an unknown environment', { environment: 'lab' }, /\/environment/],
    ['a port of root', { port: 80 }, /\/port.*1,?024/s],
    ['an unknown value', { sidecar: true }, /sidecar/],
    [
      'a limit below the request',
      {
        resources: {
          requests: { cpu: '1', memory: '1Gi' },
          limits: { cpu: '900m', memory: '512Mi' },
        },
      },
      /limits\.cpu \(900m\) is less than .*limits\.memory \(512Mi\) is less than/s,
    ],
    ['no limit', { resources: { limits: { cpu: null } } }, /cpu/],
    [
      'more pods at least than at most',
      { autoscaling: { enabled: true, minReplicas: 6, maxReplicas: 3 } },
      /minReplicas \(6\) is more than autoscaling\.maxReplicas \(3\)/,
    ],
    [
      'a volume for two pods',
      { storage: { size: '1Gi', class: 'longhorn', mountPath: '/data' } },
      /set replicas to 1 \(it is 2\)/,
    ],
    [
      'a volume with an autoscaler',
      {
        storage: { size: '1Gi', class: 'longhorn', mountPath: '/data' },
        autoscaling: { enabled: true },
      },
      /set autoscaling\.enabled to false/,
    ],
    [
      'a volume over the system',
      {
        replicas: 1,
        storage: { size: '1Gi', class: 'longhorn', mountPath: '/etc/x' },
      },
      /mountPath/,
    ],
    [
      'a volume of the machines',
      {
        replicas: 1,
        storage: { size: '1Gi', class: 'longhorn-vm', mountPath: '/data' },
      },
      /class/,
    ],
    [
      'a variable twice',
      {
        env: [{ name: 'A', value: '1' }],
        secrets: [{ name: 'A', path: 'team1/x', property: 'a' }],
      },
      /env: the variable A is there twice, in env and in secrets/,
    ],
    [
      "another team's secret",
      { secrets: [{ name: 'A', path: 'team2/x', property: 'a' }] },
      /path "team2\/x" of A does not begin with "team1\/"/,
    ],
    [
      'a secret with the mount',
      { secrets: [{ name: 'A', path: 'secret/team1/x', property: 'a' }] },
      /does not begin with "team1\/"/,
    ],
    [
      'a way out of the path',
      { secrets: [{ name: 'A', path: 'team1/../team2/x', property: 'a' }] },
      /\/secrets\/0\/path/,
    ],
    [
      'a value that is a number',
      { env: [{ name: 'A', value: 1 }] },
      /\/env\/0\/value.*string/s,
    ],
    [
      'a network that is everything',
      { allowTo: [{ cidr: '0.0.0.0/0', port: 443 }] },
      /\/allowTo\/0/,
    ],
    [
      'a peer that is nobody',
      { allowFrom: [{ app: 'cart' }] },
      /\/allowFrom\/0/,
    ],
    ['a host that is everything', { host: '*.naru.example' }, /\/host/],
    [
      'an interval of nothing',
      { metrics: { enabled: true, interval: '0s' } },
      /interval/,
    ],
  ])('refuses %s in words', async (_, values, words) => {
    await expect(render(values)).rejects.toThrow(words);
  });

  it.each([`a${'b'.repeat(50)}`, '1shop'])(
    'refuses the name %s',
    async name => {
      await expect(render({}, name)).rejects.toThrow(`The name "${name}" is`);
    },
  );

  it('tells all mistakes at once', async () => {
    await expect(
      render({ owner: '', team: '', environment: '' }),
    ).rejects.toThrow(
      /owner is missing.*team is missing.*environment is missing/s,
    );
  });
});
