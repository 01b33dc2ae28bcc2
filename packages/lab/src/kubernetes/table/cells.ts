import type { KubernetesObject } from '../KubernetesApi';
import { isObject } from '../schema/Schema';
import { age } from './age';
import { findByJsonPath } from './jsonPath';

function objects(object: KubernetesObject, path: string) {
  return findByJsonPath(object, path).filter(isObject);
}

/** `2/3`: containers that are ready, of all. */
export function podReady(pod: KubernetesObject): string {
  const all = objects(pod, '.spec.containers[*]').length;
  const ready = objects(pod, '.status.containerStatuses[*]').filter(
    status => status.ready === true,
  ).length;
  return `${ready}/${all}`;
}

/** State of a pod in one word: why it waits or ended, else its phase. */
export function podStatus(pod: KubernetesObject): string {
  const [reason] = findByJsonPath(pod, '.status.reason');
  const [phase = 'Unknown'] = findByJsonPath(pod, '.status.phase');
  let word = String(reason ?? phase);
  for (const status of objects(pod, '.status.containerStatuses[*]')) {
    const [why] = [
      ...findByJsonPath(status, '.state.waiting.reason'),
      ...findByJsonPath(status, '.state.terminated.reason'),
    ];
    if (why !== undefined) word = String(why);
  }
  return pod.metadata.deletionTimestamp ? 'Terminating' : word;
}

/** Restarts of all containers. */
export function podRestarts(pod: KubernetesObject): string {
  const counts = findByJsonPath(
    pod,
    '.status.containerStatuses[*].restartCount',
  );
  return String(counts.reduce<number>((sum, count) => sum + Number(count), 0));
}

/** `Ready`, `NotReady`, with `SchedulingDisabled` when cordoned. */
export function nodeStatus(node: KubernetesObject): string {
  const [ready] = findByJsonPath(
    node,
    ".status.conditions[?(@.type=='Ready')].status",
  );
  const words = [ready === 'True' ? 'Ready' : 'NotReady'];
  if (ready === undefined) words[0] = 'Unknown';
  if (findByJsonPath(node, '.spec.unschedulable')[0] === true) {
    words.push('SchedulingDisabled');
  }
  return words.join(',');
}

/** Roles from the labels `node-role.kubernetes.io/<role>`. */
export function nodeRoles(node: KubernetesObject): string {
  const prefix = 'node-role.kubernetes.io/';
  return listText(
    Object.keys(node.metadata.labels ?? {})
      .filter(label => label.startsWith(prefix))
      .map(label => label.slice(prefix.length))
      .sort(),
  );
}

/** First address of a type. */
export function nodeAddress(type: string) {
  return (node: KubernetesObject): unknown =>
    findByJsonPath(
      node,
      `.status.addresses[?(@.type=='${type}')].address`,
    )[0] ?? '<none>';
}

/** Names and images of a pod template's containers. */
export function containerColumns(path: string) {
  const read = (field: string) => (object: KubernetesObject) =>
    findByJsonPath(object, `${path}.containers[*].${field}`).join(',');
  return { names: read('name'), images: read('image') };
}

/** `a=b,c=d` of a selector with or without matchLabels. */
export function selectorText(selector: unknown): string {
  const labels =
    isObject(selector) && isObject(selector.matchLabels)
      ? selector.matchLabels
      : selector;
  if (!isObject(labels) || Object.keys(labels).length === 0) return '<none>';
  return Object.entries(labels)
    .filter(([, value]) => typeof value === 'string')
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort()
    .join(',');
}

/** `80/TCP,443:30443/TCP`. */
export function servicePorts(service: KubernetesObject): string {
  return listText(
    objects(service, '.spec.ports[*]').map(port => {
      const node = port.nodePort ? `:${String(port.nodePort)}` : '';
      return `${String(port.port)}${node}/${String(port.protocol ?? 'TCP')}`;
    }),
  );
}

/** Values with commas, `<none>` when there are none. */
export function listText(values: readonly unknown[]): string {
  return values.length === 0 ? '<none>' : values.join(',');
}

/** Number of a map's keys. */
export function keyCount(map: unknown): number {
  return isObject(map) ? Object.keys(map).length : 0;
}

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,RWX`. */
export function claimModes(object: KubernetesObject, under: string): string {
  return findByJsonPath(object, `${under}.accessModes[*]`)
    .map(mode => MODES[String(mode)] ?? String(mode))
    .join(',');
}

/** Names of a binding's subjects of one kind. */
export function subjectNames(object: KubernetesObject, kind: string): string {
  return objects(object, '.subjects[*]')
    .filter(subject => subject.kind === kind)
    .map(({ name, namespace }) =>
      kind === 'ServiceAccount'
        ? `${String(namespace ?? '')}/${String(name)}`
        : String(name),
    )
    .join(', ');
}

/** `requests.cpu: 1/4, …` of a quota: used of allowed. */
export function quotaText(quota: KubernetesObject, limits: boolean): string {
  const [hard] = findByJsonPath(quota, '.status.hard');
  const [used] = findByJsonPath(quota, '.status.used');
  if (!isObject(hard)) return '';
  return Object.keys(hard)
    .sort()
    .filter(name => name.startsWith('limits') === limits)
    .map(
      name =>
        `${name}: ${String((isObject(used) && used[name]) || 0)}/${String(
          hard[name],
        )}`,
    )
    .join(', ');
}

/** State of a job in one word. */
export function jobStatus(job: KubernetesObject): string {
  const is = (type: string) =>
    findByJsonPath(
      job,
      `.status.conditions[?(@.type=='${type}')].status`,
    )[0] === 'True';
  if (is('Complete')) return 'Complete';
  if (is('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return is('Suspended') ? 'Suspended' : 'Running';
}

/** Hosts of an ingress, `*` when it takes any. */
export function ingressHosts(ingress: KubernetesObject): string {
  const hosts = findByJsonPath(ingress, '.spec.rules[*].host');
  return hosts.length === 0 ? '*' : hosts.join(',');
}

/** `80`, or `80, 443` with TLS. */
export function ingressPorts(ingress: KubernetesObject): string {
  return findByJsonPath(ingress, '.spec.tls[*]').length > 0 ? '80, 443' : '80';
}

/** Time since an event was first or last seen. */
export function eventAge(which: 'first' | 'last') {
  const fields =
    which === 'first'
      ? ['firstTimestamp', 'deprecatedFirstTimestamp', 'eventTime']
      : [
          'series.lastObservedTime',
          'lastTimestamp',
          'deprecatedLastTimestamp',
          'eventTime',
        ];
  return (event: KubernetesObject, now: Date): string => {
    const [moment] = fields.flatMap(field =>
      findByJsonPath(event, `.${field}`),
    );
    return moment === undefined ? '<unknown>' : age(moment, now);
  };
}
