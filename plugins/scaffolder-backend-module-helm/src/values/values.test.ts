import { HelmError } from '@naru/helm-program';
import { chart, shopValues } from '../__fixtures__/shop';
import { mergeValues, readValues, Values } from '../release/ChartValues';
import { checkSchema } from './checkSchema';
import { faultsOf } from './helmFaults';

const defaults = readValues(chart.get('values.yaml') ?? '');
const check = (change: Values) =>
  checkSchema(
    mergeValues(mergeValues(defaults, shopValues), change),
    chart.get('values.schema.json') ?? '',
  );

describe('checkSchema', () => {
  it('lets values pass that the chart takes', () => {
    expect(check({})).toEqual([]);
  });

  it.each<[Values, string, string]>([
    [{ port: 80 }, 'port', 'must be at least 1024.'],
    [{ port: 'x' }, 'port', 'must be of type integer.'],
    [{ unknown: 1 }, 'unknown', 'is no value of the chart.'],
    [{ image: { tag: 'latest' } }, 'image.tag', 'is not allowed here.'],
    [{ host: 'Shop' }, 'host', 'is not written as the chart needs it.'],
    [
      { autoscaling: { maxReplicas: 900 } },
      'autoscaling.maxReplicas',
      'at most',
    ],
    [{ env: [{ name: 'A' }] }, 'env.0.value', 'is missing.'],
    [{ environment: 'lab' }, 'environment', 'staging, production'],
    [{ description: 'x'.repeat(501) }, 'description', '500 characters'],
    [{ storage: { size: '5Gi' } }, 'storage', 'must match a schema in anyOf'],
  ])('tells what is wrong with %j at %s', (change, place, message) => {
    const faults = check(change);
    expect(faults).toMatchObject([
      {
        rule: 'SCHEMA',
        values: place,
        message: expect.stringContaining(message),
      },
    ]);
    expect(faults[0].messageKo).toMatch(/[가-힣]/);
  });

  it('leaves a schema that is none to helm', () => {
    expect(checkSchema({}, '{')).toEqual([]);
    expect(checkSchema({}, '')).toEqual([]);
  });
});

describe('faultsOf', () => {
  it('reads the places of what a schema refuses', () => {
    const error = new HelmError(
      'values',
      "values don't meet the specifications of the schema(s) in the following chart(s):\nweb-service:\n- at '/port': minimum: got 80, want 1,024\n- at '/env/0/value': got number, want string\n",
    );
    expect(faultsOf(error)).toMatchObject([
      { values: 'port', message: 'minimum: got 80, want 1,024' },
      { values: 'env.0.value', message: 'got number, want string' },
    ]);
  });

  it('reads the places and rules of what a chart refuses in words', () => {
    const error = new HelmError(
      'template',
      'execution error at (web-service/templates/checks.yaml:71:4): resources.limits.cpu (10m) is less than resources.requests.cpu (100m). storage can be mounted by one pod only: set replicas to 1 (it is 2), or leave storage out. The variable A is there twice, in env and in secrets.',
    );
    expect(faultsOf(error)?.map(({ rule, values }) => [rule, values])).toEqual([
      ['VAL-021', 'resources.limits.cpu'],
      ['HELM', 'storage'],
      ['HELM', undefined],
    ]);
  });

  it('says in Korean what base charts say', () => {
    const words = [
      'resources.limits.cpu (10m) is less than resources.requests.cpu (100m).',
      'secrets: the path "team2/a" of A does not begin with "team1/": a team reads its own part of Vault only, and the mount is left out.',
    ];
    expect(
      words.map(
        one =>
          faultsOf(
            new HelmError('template', `execution error at (a): ${one}`),
          )?.[0].messageKo,
      ),
    ).toEqual([
      'resources.limits.cpu (10m)이(가) resources.requests.cpu (100m)보다 작습니다.',
      '시크릿 A의 경로 team2/a은(는) team1/로 시작해야 합니다. 팀은 Vault에서 자기 영역만 읽을 수 있고, 마운트는 적지 않습니다.',
    ]);
  });

  it('says nothing of charts and programs that fail', () => {
    for (const kind of ['chart', 'timeout', 'too-large', 'program'] as const) {
      expect(faultsOf(new HelmError(kind, 'x'))).toBeUndefined();
    }
  });
});
