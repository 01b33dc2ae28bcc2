import { z } from 'zod';
import { ReleaseFault } from '../release/Release';
import { RenderedObject } from '../release/RenderedObject';
import { faultOf, RuleContext } from './RuleContext';

const remoteRef = z.looseObject({ key: z.string() });
const externalSecretSchema = z.looseObject({
  spec: z.looseObject({
    refreshInterval: z.string().optional().catch(undefined),
    data: z.array(z.looseObject({ remoteRef })).catch([]),
    dataFrom: z
      .array(z.looseObject({ extract: remoteRef.optional().catch(undefined) }))
      .catch([]),
  }),
});

/** A mount of Vault, or what its API puts behind the mount. */
const MOUNT = /^\/?(secret|kv|v1)\/|\/data\//;
const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** VAL-032 … VAL-034: secrets come from the team's own part of Vault. */
export function checkExternalSecrets({
  objects,
  team,
}: RuleContext): ReleaseFault[] {
  return objects
    .filter(({ kind }) => kind === 'ExternalSecret')
    .flatMap(object => [
      ...(object.apiVersion === 'external-secrets.io/v1'
        ? []
        : [
            faultOf(object, {
              rule: 'VAL-032',
              message: `must be external-secrets.io/v1, not ${object.apiVersion}.`,
              messageKo: `${object.apiVersion}이(가) 아니라 external-secrets.io/v1이어야 합니다.`,
            }),
          ]),
      ...checkReferences(object, team),
    ]);
}

function checkReferences(object: RenderedObject, team: string): ReleaseFault[] {
  const parsed = externalSecretSchema.safeParse(object.object);
  if (!parsed.success) {
    return [];
  }
  const { data, dataFrom, refreshInterval } = parsed.data.spec;
  const keys = [
    ...data.map(one => one.remoteRef.key),
    ...dataFrom.flatMap(one => (one.extract ? [one.extract.key] : [])),
  ];
  const searches = dataFrom.some(one => !one.extract);
  return [
    ...(searches
      ? [
          faultOf(object, {
            rule: 'VAL-033',
            values: 'secrets',
            message:
              'takes secrets by a search (dataFrom without extract). Name each path instead: a team reads its own part of Vault only.',
            messageKo:
              '검색으로 비밀을 가져옵니다(extract 없는 dataFrom). 팀은 Vault에서 자기 영역만 읽을 수 있으니 경로를 하나씩 적어 주세요.',
          }),
        ]
      : []),
    ...[...new Set(keys)].flatMap(key => checkVaultPath(key, team)),
    ...checkInterval(object, refreshInterval),
  ];
}

/** VAL-033: a path of Vault begins with the team and leaves out the mount. */
export function checkVaultPath(path: string, team: string): ReleaseFault[] {
  // "team1/../team2/db" begins with the team, too.
  const leadsAway = /(^|\/)\.{0,2}(\/|$)|[%?#\\]/.test(path);
  if (path.startsWith(`${team}/`) && !path.includes('/data/') && !leadsAway) {
    return [];
  }
  return [
    {
      rule: 'VAL-033',
      values: 'secrets',
      message: MOUNT.test(path)
        ? `the path ${path} names the mount of Vault. Leave that out: it begins with ${team}/.`
        : `the path ${path} has to begin with ${team}/: a team reads its own part of Vault only.`,
      messageKo: MOUNT.test(path)
        ? `경로 ${path}에 Vault 마운트가 들어 있습니다. 마운트는 빼고 ${team}/로 시작해 주세요.`
        : `경로 ${path}은(는) ${team}/로 시작해야 합니다. 팀은 Vault에서 자기 영역만 읽을 수 있습니다.`,
    },
  ];
}

function checkInterval(
  object: RenderedObject,
  interval: string | undefined,
): ReleaseFault[] {
  const parts = [...(interval ?? '1h').matchAll(/(\d+)([smh])/g)];
  const seconds = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
  return seconds >= 60 && seconds <= 24 * 3600
    ? []
    : [
        faultOf(object, {
          rule: 'VAL-034',
          severity: 'warn',
          values: 'secrets',
          message: `is read from Vault every ${interval}; 1m to 24h is usual. The pods see a new value after a restart only.`,
          messageKo: `Vault에서 ${interval}마다 읽습니다. 보통 1m에서 24h 사이로 둡니다. Pod는 재시작해야 새 값을 읽습니다.`,
        }),
      ];
}
