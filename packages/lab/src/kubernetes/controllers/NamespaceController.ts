import {
  ApiError,
  LAB_CONTROLLER,
  type Admission,
  type KubernetesObject,
} from '../KubernetesApi';
import { qualifiedName } from '../resources/ResourceDefinition';
import type { StoredChange } from '../store/StoredChange';
import type { ObjectStore } from '../store/ObjectStore';
import type { ControllerOptions } from './GarbageCollector';

/** Empties a namespace that is being deleted, and gives a new one what every namespace has. */
export class NamespaceController {
  readonly #options: ControllerOptions;
  readonly #emptying = new Set<string>();
  #rootCertificate: string | undefined;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  /** Gives every namespace, present and coming, the ConfigMap `kube-root-ca.crt`. */
  publishRootCertificate(pem: string): void {
    this.#rootCertificate = pem;
    for (const namespace of this.#options.store.list('namespaces')) {
      this.#furnish(namespace.metadata.name);
    }
  }

  start(): () => void {
    const stop = this.#options.store.subscribe(change =>
      this.#onChange(change),
    );
    for (const namespace of this.#options.store.list('namespaces')) {
      this.#empty(namespace.metadata.name);
    }
    return stop;
  }

  #onChange(change: StoredChange): void {
    const { metadata } = change.object;
    if (change.key === 'namespaces') {
      if (change.type === 'ADDED') this.#furnish(metadata.name);
      if (change.type !== 'DELETED') this.#empty(metadata.name);
    } else if (change.type === 'DELETED' && metadata.namespace) {
      this.#empty(metadata.namespace);
    }
  }

  #furnish(namespace: string): void {
    this.#add('serviceaccounts', namespace, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default' },
    });
    const certificate = this.#rootCertificate;
    if (certificate === undefined) return;
    this.#add('configmaps', namespace, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'kube-root-ca.crt',
        annotations: {
          'kubernetes.io/description':
            'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
        },
      },
      data: { 'ca.crt': certificate },
    });
  }

  #add(key: string, namespace: string, object: KubernetesObject): void {
    const { registry, pipeline, store } = this.#options;
    const definition = registry.findStored(key);
    const space = store.get('namespaces', undefined, namespace);
    if (!definition || !space || space.metadata.deletionTimestamp) return;
    if (store.get(key, namespace, object.metadata.name)) return;
    pipeline.create(definition, namespace, object, {
      as: LAB_CONTROLLER,
      fieldManager: 'kube-controller-manager',
    });
  }

  #empty(name: string): void {
    const { store, registry, pipeline } = this.#options;
    const namespace = store.get('namespaces', undefined, name);
    if (!namespace?.metadata.deletionTimestamp || this.#emptying.has(name)) {
      return;
    }
    this.#emptying.add(name);
    try {
      for (const key of store.keysIn(name)) {
        const definition = registry.findStored(key);
        if (!definition) continue;
        for (const object of store.list(key, name)) {
          if (object.metadata.deletionTimestamp) continue;
          if (!store.get(key, name, object.metadata.name)) continue;
          pipeline.delete(definition, name, object.metadata.name, {
            as: LAB_CONTROLLER,
            propagationPolicy: 'Background',
          });
        }
      }
    } finally {
      this.#emptying.delete(name);
    }
    if (store.keysIn(name).length > 0) return;
    const current = store.get('namespaces', undefined, name);
    if (current && !current.metadata.finalizers?.length) {
      store.remove('namespaces', current);
    }
  }
}

/** Refuses objects in namespaces that are missing or going, and the removal of those that the cluster needs. */
export function namespaceLifecycle(store: ObjectStore): Admission {
  return {
    resources: [{ group: '*', version: '*', plural: '*' }],
    validate(review) {
      const { operation, resource, name } = review;
      if (operation === 'DELETE') {
        const needed = ['default', 'kube-system', 'kube-public'];
        if (resource.plural === 'namespaces' && needed.includes(name)) {
          throw new ApiError(
            403,
            'Forbidden',
            `namespaces "${name}" is forbidden: this namespace may not be deleted`,
            { name, kind: 'namespaces' },
          );
        }
      }
    },
    mutate({ operation, resource, namespace, name }) {
      if (operation !== 'CREATE' || namespace === undefined) return;
      const found = store.get('namespaces', undefined, namespace);
      if (!found) {
        throw new ApiError(
          404,
          'NotFound',
          `namespaces "${namespace}" not found`,
          { name: namespace, kind: 'namespaces' },
        );
      }
      if (!found.metadata.deletionTimestamp) return;
      throw new ApiError(
        403,
        'Forbidden',
        `${qualifiedName(
          resource.group,
          resource.plural,
        )} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
        {
          name,
          ...(resource.group !== '' && { group: resource.group }),
          kind: resource.plural,
          causes: [
            {
              reason: 'NamespaceTerminating',
              message: `namespace ${namespace} is being terminated`,
              field: 'metadata.namespace',
            },
          ],
        },
      );
    },
  };
}
