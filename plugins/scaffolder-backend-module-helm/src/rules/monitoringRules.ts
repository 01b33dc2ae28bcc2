import { z } from 'zod';
import { ReleaseFault } from '../release/Release';
import { faultOf, RuleContext } from './RuleContext';

const RELEASE = 'kube-prometheus-stack';
const DASHBOARD_LABEL = 'grafana_dashboard';

const labels = z.record(z.string(), z.string()).catch({});
const monitorSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.looseObject({ matchLabels: labels }),
    endpoints: z
      .array(z.looseObject({ port: z.string().optional().catch(undefined) }))
      .catch([]),
  }),
});
const serviceSchema = z.looseObject({
  spec: z.looseObject({
    ports: z
      .array(z.looseObject({ name: z.string().optional().catch(undefined) }))
      .catch([]),
  }),
});
const dashboardSchema = z.looseObject({
  title: z.string().min(1),
  uid: z.string().min(1).max(40),
});

/** VAL-093, VAL-094: Prometheus and Grafana find what is made for them. */
export function checkMonitoring({ objects }: RuleContext): ReleaseFault[] {
  return [
    ...objects
      .filter(({ kind }) => kind === 'ServiceMonitor')
      .flatMap(monitor => checkMonitor(monitor, objects)),
    ...checkDashboards(objects),
  ];
}

function checkMonitor(
  monitor: RuleContext['objects'][number],
  objects: RuleContext['objects'],
): ReleaseFault[] {
  const faults: ReleaseFault[] = [];
  if (monitor.metadata.labels?.release !== RELEASE) {
    faults.push(
      faultOf(monitor, {
        rule: 'VAL-093',
        values: 'metrics',
        message: `needs the label release: ${RELEASE}, or Prometheus passes it over.`,
        messageKo: `release: ${RELEASE} 레이블이 있어야 Prometheus가 읽습니다.`,
      }),
    );
  }
  const parsed = monitorSchema.safeParse(monitor.object);
  if (!parsed.success) {
    return faults;
  }
  const { selector, endpoints } = parsed.data.spec;
  const ports = objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'Service' &&
        Object.entries(selector.matchLabels).every(
          ([label, value]) => metadata.labels?.[label] === value,
        ),
    )
    .flatMap(
      ({ object }) => serviceSchema.safeParse(object).data?.spec.ports ?? [],
    )
    .map(({ name }) => name);
  for (const { port } of endpoints) {
    if (port === undefined || !ports.includes(port)) {
      faults.push(
        faultOf(monitor, {
          rule: 'VAL-093',
          values: 'metrics.port',
          message: `port ${port ?? '?'} is the name of no port of the Service.`,
          messageKo: `${port ?? '?'}은(는) Service의 포트 이름이 아닙니다.`,
        }),
      );
    }
  }
  return faults;
}

function checkDashboards(objects: RuleContext['objects']): ReleaseFault[] {
  const seen = new Set<string>();
  return objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'ConfigMap' &&
        metadata.labels?.[DASHBOARD_LABEL] !== undefined,
    )
    .flatMap(map => {
      const fault = (message: string, messageKo: string) => [
        faultOf(map, {
          rule: 'VAL-094',
          values: 'metrics',
          message,
          messageKo,
        }),
      ];
      if (map.metadata.labels?.[DASHBOARD_LABEL] !== '1') {
        return fault(
          `the label ${DASHBOARD_LABEL} must be "1".`,
          `${DASHBOARD_LABEL} 레이블은 "1"이어야 합니다.`,
        );
      }
      const data = map.object.data;
      const texts =
        typeof data === 'object' && data !== null ? Object.values(data) : [];
      return texts.flatMap(text => {
        const parsed = dashboardSchema.safeParse(jsonOf(text));
        if (!parsed.success) {
          return fault(
            'its JSON needs a title and a uid of at most 40 characters.',
            'JSON에 title과 40자 이하의 uid가 있어야 합니다.',
          );
        }
        if (seen.has(parsed.data.uid)) {
          return fault(
            `the uid ${parsed.data.uid} is there twice.`,
            `uid ${parsed.data.uid}이(가) 두 번 나옵니다.`,
          );
        }
        seen.add(parsed.data.uid);
        return [];
      });
    });
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
