import { ReleaseFault } from '../release/Release';
import { RenderedObject } from '../release/RenderedObject';
import { faultOf, RuleContext } from './RuleContext';

/** What an application may consist of; everything else is the platform's. */
const KINDS = new Set([
  '/ConfigMap',
  '/PersistentVolumeClaim',
  '/Service',
  '/ServiceAccount',
  'apps/Deployment',
  'apps/StatefulSet',
  'autoscaling/HorizontalPodAutoscaler',
  'batch/CronJob',
  'batch/Job',
  'external-secrets.io/ExternalSecret',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ServiceMonitor',
  'networking.istio.io/DestinationRule',
  'networking.istio.io/VirtualService',
  'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
]);
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** VAL-002, VAL-010, VAL-011, VAL-031, VAL-042, VAL-044, VAL-047: what may be there at all, and where. */
export function checkPlaces({ release, objects }: RuleContext): ReleaseFault[] {
  return [
    ...objects.flatMap(object => [
      ...checkKind(object, release.syncOptions),
      ...checkNamespace(object, release.namespace),
      ...checkName(object),
      ...checkWave(object),
    ]),
    ...checkRepetition(objects),
  ];
}

function checkKind(
  object: RenderedObject,
  syncOptions: string[],
): ReleaseFault[] {
  const { group, kind } = object;
  if (group === '' && kind === 'Secret') {
    const faults = [
      faultOf(object, {
        rule: 'VAL-002',
        values: 'secrets',
        message: 'no Secret lies in Git. Name its place in Vault instead.',
        messageKo: 'Secret은 Git에 두지 않습니다. Vault의 위치를 적어 주세요.',
      }),
    ];
    if (
      object.object.stringData !== undefined &&
      syncOptions.includes('ServerSideApply=true')
    ) {
      faults.push(
        faultOf(object, {
          rule: 'VAL-031',
          values: 'secrets',
          message: 'stringData never compares equal with ServerSideApply.',
          messageKo:
            'ServerSideApply에서는 stringData가 항상 다르다고 나옵니다.',
        }),
      );
    }
    return faults;
  }
  if (group === '' && kind === 'Namespace') {
    return [
      faultOf(object, {
        rule: 'VAL-044',
        message:
          'a chart makes no Namespace: it would be deleted together with the application.',
        messageKo:
          '차트가 Namespace를 만들면 안 됩니다. 애플리케이션과 함께 지워지기 때문입니다.',
      }),
    ];
  }
  return KINDS.has(`${group}/${kind}`)
    ? []
    : [
        faultOf(object, {
          rule: 'VAL-042',
          message: `${kind} is not for applications of teams. Ask the platform team for it.`,
          messageKo: `${kind}은(는) 팀의 애플리케이션이 만들 수 없습니다. 플랫폼 팀에 요청해 주세요.`,
        }),
      ];
}

function checkNamespace(
  object: RenderedObject,
  namespace: string,
): ReleaseFault[] {
  return (object.metadata.namespace ?? namespace) === namespace
    ? []
    : [
        faultOf(object, {
          rule: 'VAL-042',
          message: `must be in namespace ${namespace}.`,
          messageKo: `${namespace} 네임스페이스에 있어야 합니다.`,
        }),
      ];
}

function checkName(object: RenderedObject): ReleaseFault[] {
  const { name } = object.metadata;
  return NAME.test(name) && (object.kind !== 'Service' || name.length <= 63)
    ? []
    : [
        faultOf(object, {
          rule: 'VAL-010',
          field: 'metadata.name',
          message:
            'the name must be lower-case letters, digits and dashes, and not too long.',
          messageKo:
            "이름은 영문 소문자, 숫자, '-'로 써야 하고 너무 길면 안 됩니다.",
        }),
      ];
}

function checkWave(object: RenderedObject): ReleaseFault[] {
  const wave = object.metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  return wave === undefined ||
    (typeof wave === 'string' && /^-?\d+$/.test(wave))
    ? []
    : [
        faultOf(object, {
          rule: 'VAL-047',
          message: 'sync-wave must be a whole number in quotes.',
          messageKo: 'sync-wave는 따옴표로 묶은 정수여야 합니다.',
        }),
      ];
}

function checkRepetition(objects: RenderedObject[]): ReleaseFault[] {
  const seen = new Set<string>();
  return objects.flatMap(object => {
    const { group, kind, metadata } = object;
    const key = JSON.stringify([group, kind, metadata.name]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      faultOf(object, {
        rule: 'VAL-011',
        message: 'is made twice.',
        messageKo: '두 번 만들어집니다.',
      }),
    ];
  });
}
