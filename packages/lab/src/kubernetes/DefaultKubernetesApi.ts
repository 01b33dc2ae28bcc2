import type { LabClock } from '../clock/LabClock';
import {
  CustomResourceController,
  customResourceAdmission,
} from './controllers/CustomResourceController';
import { GarbageCollector } from './controllers/GarbageCollector';
import {
  NamespaceController,
  namespaceLifecycle,
} from './controllers/NamespaceController';
import { ClusterRoleAggregator } from './controllers/ClusterRoleAggregator';
import { PodReaper } from './controllers/PodReaper';
import {
  ApiError,
  LAB_CONTROLLER,
  type Admission,
  type AggregatedApi,
  type DeleteOptions,
  type KubernetesApi,
  type KubernetesObject,
  type ListOptions,
  type ListResult,
  type PatchType,
  type ResourceId,
  type WatchEvent,
  type WriteOptions,
} from './KubernetesApi';
import { AdmissionChain } from './pipeline/AdmissionChain';
import { notFound } from './pipeline/apiErrors';
import { ObjectPipeline } from './pipeline/ObjectPipeline';
import { fromStored } from './pipeline/storedShape';
import { installBootstrapObjects } from './rbac/bootstrapObjects';
import { Authorizer } from './rbac/Authorizer';
import type { ResourceDefinition } from './resources/ResourceDefinition';
import { ResourceRegistry } from './resources/ResourceRegistry';
import { cloneJson } from './store/cloneJson';
import { ObjectLister } from './store/ObjectLister';
import { ObjectStore } from './store/ObjectStore';

/** What the API in the process needs. */
export interface DefaultKubernetesApiOptions {
  clock: LabClock;
  /** Dice for uids and generated names. */
  random: () => number;
  /** Where the objects are kept; in memory when undefined. */
  stateDir?: string;
}

/** The API server without its wire. The parts are open to the HTTP layer, which has its own way of asking. */
export class DefaultKubernetesApi implements KubernetesApi {
  readonly store: ObjectStore;
  readonly registry: ResourceRegistry;
  readonly pipeline: ObjectPipeline;
  readonly authorizer: Authorizer;
  readonly lister: ObjectLister;
  readonly aggregated: AggregatedApi[] = [];
  readonly #admission: AdmissionChain;
  readonly #namespaces: NamespaceController;
  readonly #stops: (() => void)[] = [];

  private constructor(parts: {
    store: ObjectStore;
    registry: ResourceRegistry;
    pipeline: ObjectPipeline;
    admission: AdmissionChain;
  }) {
    this.store = parts.store;
    this.registry = parts.registry;
    this.pipeline = parts.pipeline;
    this.#admission = parts.admission;
    this.authorizer = new Authorizer({ store: parts.store });
    this.lister = new ObjectLister({ store: parts.store });
    this.#namespaces = new NamespaceController(parts);
  }

  static create(options: DefaultKubernetesApiOptions): DefaultKubernetesApi {
    const { clock, random } = options;
    const store = ObjectStore.open(options.stateDir);
    const registry = ResourceRegistry.create();
    const admission = new AdmissionChain();
    const pipeline = new ObjectPipeline({ store, admission, clock, random });
    const api = new DefaultKubernetesApi({
      store,
      registry,
      pipeline,
      admission,
    });
    admission.add(namespaceLifecycle(store));
    admission.add(customResourceAdmission(clock));
    const parts = { store, registry, pipeline };
    api.#stops.push(
      new CustomResourceController(parts).start(),
      new GarbageCollector(parts).start(),
      api.#namespaces.start(),
      new PodReaper({ ...parts, clock }).start(),
    );
    installBootstrapObjects(api);
    api.#stops.push(new ClusterRoleAggregator(api).start());
    return api;
  }

  get(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject {
    const definition = this.definition(resource);
    return cloneJson(
      this.pipeline.read(definition, space(definition, namespace), name),
    );
  }

  find(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const definition = this.definition(resource);
    const stored = this.store.get(
      definition.storageKey,
      space(definition, namespace),
      name,
    );
    return stored && cloneJson(fromStored(definition, stored));
  }

  list(resource: ResourceId, options: ListOptions = {}): ListResult {
    const page = this.lister.list(this.definition(resource), options);
    return { ...page, items: page.items.map(cloneJson) };
  }

  create(
    resource: ResourceId,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    const definition = this.definition(resource);
    const { namespace } = object.metadata;
    this.#check(definition, 'create', namespace, undefined, options);
    return cloneJson(
      this.pipeline.create(
        definition,
        home(definition, namespace),
        object,
        options,
      ),
    );
  }

  update(
    resource: ResourceId,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    const definition = this.definition(resource);
    const { namespace, name } = object.metadata;
    this.#check(definition, 'update', namespace, name, options);
    const result = this.pipeline.update(
      definition,
      home(definition, namespace),
      name,
      object,
      options,
    );
    return cloneJson(result.object);
  }

  patch(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    type: PatchType,
    body: unknown,
    options: WriteOptions,
  ): KubernetesObject {
    const definition = this.definition(resource);
    this.#check(definition, 'patch', namespace, name, options);
    const result = this.pipeline.patch(
      definition,
      home(definition, namespace),
      name,
      type,
      body,
      options,
    );
    return cloneJson(result.object);
  }

  delete(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): void {
    const definition = this.definition(resource);
    this.#check(definition, 'delete', namespace, name, options);
    this.pipeline.delete(
      definition,
      home(definition, namespace),
      name,
      options,
    );
  }

  watch(
    resource: ResourceId,
    onEvent: (event: WatchEvent) => void,
  ): () => void {
    const definition = this.definition(resource);
    const { storageKey } = definition;
    const from = this.store.revision;
    const present = this.store.list(storageKey);
    const stop = this.store.subscribe(change => {
      if (change.key !== storageKey || change.revision <= from) return;
      onEvent({
        type: change.type,
        object: cloneJson(fromStored(definition, change.object)),
      });
    });
    for (const object of present) {
      onEvent({
        type: 'ADDED',
        object: cloneJson(fromStored(definition, object)),
      });
    }
    return stop;
  }

  addAdmission(admission: Admission): void {
    this.#admission.add(admission);
  }

  addAggregatedApi(api: AggregatedApi): void {
    this.aggregated.push(api);
  }

  resourceOf(apiVersion: string, kind: string): ResourceId | undefined {
    return this.registry.findKind(apiVersion, kind)?.id;
  }

  isNamespaced(resource: ResourceId): boolean {
    return this.definition(resource).namespaced;
  }

  /** @throws ApiError 404 when the server does not know the kind */
  definition(resource: ResourceId): ResourceDefinition {
    const found = this.registry.find(resource);
    if (found) return found;
    throw new ApiError(
      404,
      'NotFound',
      'the server could not find the requested resource',
      { group: resource.group, kind: resource.plural },
    );
  }

  /** Puts the authority that clients must trust into every namespace, as ConfigMap `kube-root-ca.crt`. */
  publishRootCertificate(pem: string): void {
    this.#namespaces.publishRootCertificate(pem);
  }

  /** Ends the controllers and closes the journal. */
  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.store.close();
  }

  #check(
    definition: ResourceDefinition,
    verb: string,
    namespace: string | undefined,
    name: string | undefined,
    options: WriteOptions,
  ): void {
    if (options.as === LAB_CONTROLLER) return;
    this.authorizer.check(options.as, {
      verb,
      group: definition.id.group,
      resource: definition.id.plural,
      subresource: options.subresource,
      namespace: space(definition, namespace),
      name,
    });
  }
}

function space(
  definition: ResourceDefinition,
  namespace: string | undefined,
): string | undefined {
  return definition.namespaced ? namespace : undefined;
}

// A write to a kind with namespaces needs one; the address of an HTTP request always has it.
function home(
  definition: ResourceDefinition,
  namespace: string | undefined,
): string | undefined {
  if (!definition.namespaced) return undefined;
  if (namespace !== undefined && namespace !== '') return namespace;
  throw notFound(definition, 'an empty namespace may not be set');
}
