import { parseQuantity } from '@naru/plugin-clusters-node';
import { ReleaseFault } from '../release/Release';
import { Container, containersOf, Workload, workloadsOf } from './PodTemplates';
import { faultOf, RuleContext } from './RuleContext';

/** VAL-021, VAL-023 … VAL-026: pods that can be planned, found, watched and replaced. */
export function checkPods({ release, objects }: RuleContext): ReleaseFault[] {
  const scaled = new Set(
    objects
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
      .map(({ metadata }) => metadata.name),
  );
  return workloadsOf(objects).flatMap(workload => [
    ...containersOf(workload).flatMap(container =>
      checkResources(workload, container),
    ),
    ...workload.spec.template.spec.containers.flatMap(container =>
      checkProbes(workload, container),
    ),
    ...checkSelector(workload),
    ...(release.environment === 'production'
      ? checkProduction(workload, scaled.has(workload.rendered.metadata.name))
      : []),
  ]);
}

function checkResources(
  { rendered }: Workload,
  { name, resources }: Container,
): ReleaseFault[] {
  return ['cpu', 'memory'].flatMap(resource => {
    const request = parseQuantity(resources?.requests?.[resource]);
    const limit = parseQuantity(resources?.limits?.[resource]);
    if (request === undefined || limit === undefined) {
      const missing = request === undefined ? 'requests' : 'limits';
      return [
        faultOf(rendered, {
          rule: 'VAL-021',
          values: `resources.${missing}.${resource}`,
          message: `container ${name} needs a ${
            missing === 'requests' ? 'request' : 'limit'
          } of ${resource}.`,
          messageKo: `컨테이너 ${name}에 ${resource} ${missing}가 있어야 합니다.`,
        }),
      ];
    }
    return limit >= request
      ? []
      : [
          faultOf(rendered, {
            rule: 'VAL-021',
            values: `resources.limits.${resource}`,
            message: `the limit of ${resource} of container ${name} is smaller than its request.`,
            messageKo: `컨테이너 ${name}의 ${resource} limit이 request보다 작습니다.`,
          }),
        ];
  });
}

function checkProbes(
  { rendered }: Workload,
  { name, ports, readinessProbe, livenessProbe }: Container,
): ReleaseFault[] {
  if (ports.length === 0) {
    return [];
  }
  const faults: ReleaseFault[] = [];
  for (const [probe, values, word] of [
    [readinessProbe, 'health.readiness', 'readiness'],
    [livenessProbe, 'health.liveness', 'liveness'],
  ] as const) {
    if (!probe) {
      faults.push(
        faultOf(rendered, {
          rule: 'VAL-024',
          values,
          message: `container ${name} listens, so it needs a ${word} probe.`,
          messageKo: `포트를 여는 컨테이너 ${name}에는 ${word} 프로브가 있어야 합니다.`,
        }),
      );
    }
  }
  const liveness = livenessProbe?.httpGet?.path;
  if (liveness && /ready|depend|deep/i.test(liveness)) {
    faults.push(
      faultOf(rendered, {
        rule: 'VAL-024',
        values: 'health.liveness',
        message: `the liveness path ${liveness} looks as if it asked other systems. A database that is away would restart every pod; use a path that tells about the process alone.`,
        messageKo: `liveness 경로 ${liveness}이(가) 다른 시스템까지 확인하는 것처럼 보입니다. 데이터베이스만 끊겨도 Pod가 모두 재시작되므로, 프로세스 자신만 확인하는 경로를 써 주세요.`,
      }),
    );
  } else if (liveness && liveness === readinessProbe?.httpGet?.path) {
    faults.push(
      faultOf(rendered, {
        rule: 'VAL-024',
        severity: 'warn',
        values: 'health.liveness',
        message: `liveness and readiness ask the same path ${liveness}. It must not depend on other systems, or they restart the pods.`,
        messageKo: `liveness와 readiness가 같은 경로 ${liveness}을(를) 봅니다. 다른 시스템에 의존하는 경로라면 Pod가 재시작될 수 있습니다.`,
      }),
    );
  }
  return faults;
}

function checkSelector({ rendered, spec }: Workload): ReleaseFault[] {
  const selector = Object.entries(spec.selector?.matchLabels ?? {});
  const labels = spec.template.metadata?.labels ?? {};
  const fits =
    selector.length > 0 &&
    selector.every(([label, value]) => labels[label] === value);
  return fits
    ? []
    : [
        faultOf(rendered, {
          rule: 'VAL-023',
          message:
            'the labels of the pods do not fit the selector, or the selector is empty.',
          messageKo:
            'Pod의 레이블이 셀렉터와 맞지 않거나 셀렉터가 비어 있습니다.',
        }),
      ];
}

function checkProduction(
  { rendered, spec }: Workload,
  isScaled: boolean,
): ReleaseFault[] {
  const replicas = spec.replicas ?? 1;
  const faults: ReleaseFault[] = [];
  if (!isScaled && replicas < 2) {
    faults.push(
      faultOf(rendered, {
        rule: 'VAL-026',
        severity: 'warn',
        values: 'replicas',
        message:
          'one pod in production: it is away during each update and each restart of a node.',
        messageKo:
          '프로덕션에 Pod가 하나뿐입니다. 업데이트나 노드 재시작 때마다 서비스가 끊깁니다.',
      }),
    );
    return faults;
  }
  const { topologySpreadConstraints, affinity } = spec.template.spec;
  if (topologySpreadConstraints.length === 0 && affinity === undefined) {
    faults.push(
      faultOf(rendered, {
        rule: 'VAL-026',
        severity: 'warn',
        message: 'the pods are not spread over nodes.',
        messageKo: 'Pod가 여러 노드에 나뉘지 않습니다.',
      }),
    );
  }
  const { type = 'RollingUpdate', rollingUpdate } = spec.strategy ?? {};
  const unavailable = rollingUpdate?.maxUnavailable;
  if (
    rendered.kind === 'Deployment' &&
    (type !== 'RollingUpdate' || (unavailable !== 0 && unavailable !== '0%'))
  ) {
    faults.push(
      faultOf(rendered, {
        rule: 'VAL-025',
        severity: 'warn',
        message:
          'an update takes pods away before new ones are there (maxUnavailable is not 0).',
        messageKo:
          '업데이트할 때 새 Pod가 준비되기 전에 기존 Pod가 내려갑니다(maxUnavailable이 0이 아님).',
      }),
    );
  }
  return faults;
}
