import { ReleaseFault } from '../release/Release';
import { RenderedObject } from '../release/RenderedObject';
import { faultOf, RuleContext } from './RuleContext';

const HOOK = 'argocd.argoproj.io/hook';

/** VAL-048: what runs before the sync needs nothing that the sync makes. */
export function checkHooks({ objects }: RuleContext): ReleaseFault[] {
  const early = objects.filter(isPreSync);
  const late = new Set(
    objects
      .filter(object => !isPreSync(object))
      .map(({ metadata }) => metadata.name),
  );
  return early.flatMap(hook => {
    const needed = [...referencesOf(hook.object)].filter(name =>
      late.has(name),
    );
    return needed.map(name =>
      faultOf(hook, {
        rule: 'VAL-048',
        message: `runs before the sync and needs ${name}, which the sync makes. Make it a Sync hook.`,
        messageKo: `동기화 전에 실행되는데 동기화로 만들어지는 ${name}이(가) 필요합니다. Sync 훅으로 바꿔 주세요.`,
      }),
    );
  });
}

function isPreSync({ metadata }: RenderedObject): boolean {
  return String(metadata.annotations?.[HOOK] ?? '')
    .split(',')
    .includes('PreSync');
}

/** Names of ConfigMaps, Secrets, claims and accounts that pods refer to. */
function* referencesOf(value: unknown, key = ''): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) {
      yield* referencesOf(item, key);
    }
  } else if (typeof value === 'object' && value !== null) {
    const isReference =
      /^(configMapRef|secretRef|configMapKeyRef|secretKeyRef|configMap)$/.test(
        key,
      );
    for (const [name, item] of Object.entries(value)) {
      if (
        typeof item === 'string' &&
        ((isReference && name === 'name') ||
          ['secretName', 'claimName', 'serviceAccountName'].includes(name))
      ) {
        yield item;
      } else {
        yield* referencesOf(item, name);
      }
    }
  }
}
