import { isDeepStrictEqual } from 'node:util';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { isActive, isReady } from '../podFacts';
import { ENDPOINTS, SERVICES } from '../resources';
import type { Pod } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { SelectedPods } from './SelectedPods';

interface Service extends KubernetesObject {
  spec: {
    type?: string;
    selector?: Record<string, string>;
    ports?: {
      name?: string;
      port: number;
      protocol?: string;
      targetPort?: number | string;
    }[];
  };
}

/** Keeps the Endpoints of each Service that selects pods. */
export class EndpointsController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #selected: SelectedPods<Service>;

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#selected = new SelectedPods<Service>({
      context,
      resource: SERVICES,
      selectorOf: ({ spec }) =>
        Object.keys(spec.selector ?? {}).length > 0 &&
        spec.type !== 'ExternalName'
          ? { matchLabels: spec.selector }
          : undefined,
      reconcile: (service, pods) => this.#report(service, pods),
    });
  }

  start(): () => void {
    const { api } = this.#context;
    const stops = [
      this.#selected.start(),
      api.watch(SERVICES, ({ type, object }) => {
        const { namespace, name } = object.metadata;
        if (type !== 'DELETED' || !api.find(ENDPOINTS, namespace, name)) return;
        api.delete(ENDPOINTS, namespace, name, { as: LAB_CONTROLLER });
      }),
    ];
    return () => stops.forEach(stop => stop());
  }

  #report(service: Service, pods: Pod[]): void {
    const { api } = this.#context;
    const { name, namespace, labels } = service.metadata;
    const subsets = subsetsOf(service, pods.filter(isActive));
    const present = api.find(ENDPOINTS, namespace, name);
    if (present && isDeepStrictEqual(present.subsets ?? [], subsets)) return;
    const object = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: {
        ...present?.metadata,
        name,
        namespace,
        labels: {
          ...labels,
          'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
        },
      },
      ...(subsets.length > 0 && { subsets }),
    };
    const options = {
      as: LAB_CONTROLLER,
      fieldManager: 'kube-controller-manager',
    };
    if (present) api.update(ENDPOINTS, object, options);
    else api.create(ENDPOINTS, object, options);
  }
}

function subsetsOf(service: Service, pods: Pod[]): object[] {
  const reachable = pods.filter(pod => pod.status?.podIP !== undefined);
  if (reachable.length === 0) return [];
  const ports = (service.spec.ports ?? []).flatMap(
    ({ name, port, protocol = 'TCP', targetPort = port }) => {
      const number =
        typeof targetPort === 'number'
          ? targetPort
          : reachable[0].spec.containers
              .flatMap(container => container.ports ?? [])
              .find(item => item.name === targetPort)?.containerPort;
      return number === undefined
        ? []
        : [{ ...(name !== undefined && { name }), port: number, protocol }];
    },
  );
  const addresses = (ready: boolean) =>
    reachable
      .filter(pod => isReady(pod) === ready)
      .map(({ metadata, spec, status }) => ({
        ip: status?.podIP,
        nodeName: spec.nodeName,
        targetRef: {
          kind: 'Pod',
          name: metadata.name,
          namespace: metadata.namespace,
          uid: metadata.uid,
        },
      }));
  const [ready, waiting] = [addresses(true), addresses(false)];
  return [
    {
      ...(ready.length > 0 && { addresses: ready }),
      ...(waiting.length > 0 && { notReadyAddresses: waiting }),
      ports,
    },
  ];
}
