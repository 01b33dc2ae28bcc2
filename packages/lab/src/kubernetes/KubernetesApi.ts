import type { IncomingMessage, ServerResponse } from 'node:http';

/** Part of `metadata` that the lab reads or writes. */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: unknown[];
}

/** Entry of `metadata.ownerReferences`. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Any object of the API: the frame is known, the rest is the kind's own. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** A kind's endpoint: group ('' for core), version and plural name. */
export interface ResourceId {
  group: string;
  version: string;
  plural: string;
}

/** Who asks. RBAC is decided on it. */
export interface Requester {
  name: string;
  groups: string[];
  uid?: string;
}

/** The lab's own controllers: everything is allowed to them (`system:masters`). */
export const LAB_CONTROLLER: Requester = {
  name: 'system:lab-controller',
  groups: ['system:masters', 'system:authenticated'],
};

/** Body of a Kubernetes error answer. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, unknown>;
  status: 'Failure' | 'Success';
  message: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: { reason?: string; message?: string; field?: string }[];
    retryAfterSeconds?: number;
  };
  code: number;
}

/** What an API call throws; becomes the `Status` answer. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: Status['details'],
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      details,
      code,
    };
  }

  get code(): number {
    return this.status.code;
  }
}

/** Options of all writes. */
export interface WriteOptions {
  as: Requester;
  /** Owner of the fields in `managedFields`; default derived from the requester. */
  fieldManager?: string;
  /** `dryRun=All`: everything is checked, nothing is kept. */
  dryRun?: boolean;
  fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
  subresource?: 'status' | 'scale';
  /** Server-side apply takes fields over from other managers. */
  force?: boolean;
  /** Collects the `Warning` headers of the call. */
  warnings?: string[];
}

/** Options of a delete. */
export interface DeleteOptions extends WriteOptions {
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/** Kind of a patch body. */
export type PatchType = 'merge' | 'json' | 'strategic' | 'apply';

/** Options of a list. */
export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
}

/** Page of a list; `resourceVersion` is where a watch goes on. */
export interface ListResult {
  items: KubernetesObject[];
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/** What a watch tells. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubernetesObject;
}

/** Attributes of a write that admission sees, after defaulting by schema and before it is kept. */
export interface AdmissionReview {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: ResourceId;
  subresource?: string;
  namespace?: string;
  name: string;
  /** May be changed by `mutate`. Undefined on DELETE. */
  object?: KubernetesObject;
  oldObject?: KubernetesObject;
  requester: Requester;
  dryRun: boolean;
  warn(message: string): void;
}

/** A mutating or validating step; refuses by throwing an {@link ApiError}. */
export interface Admission {
  resources: ResourceId[];
  mutate?(review: AdmissionReview): void;
  validate?(review: AdmissionReview): void;
}

/** A group served by somebody else behind the aggregator, as `subresources.kubevirt.io` is. */
export interface AggregatedApi {
  group: string;
  versions: string[];
  /** Body of `/apis/<group>/<version>`, entry `resources`. */
  resources: {
    name: string;
    singularName: string;
    namespaced: boolean;
    kind: string;
    verbs: string[];
  }[];
  /** Authentication and RBAC are done before. Path starts at `/apis/<group>/`. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    context: { requester: Requester; url: URL; body: Buffer },
  ): void | Promise<void>;
}

/**
 * The Kubernetes API inside the lab's process: the same pipeline that HTTP clients meet (schema, defaulting,
 * admission, resourceVersion, finalizers, garbage collection), without the wire. All calls are synchronous.
 * RBAC is checked by the HTTP layer, and here when `as` is not in `system:masters`.
 */
export interface KubernetesApi {
  get(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject;
  /** Like {@link KubernetesApi.get}, undefined when there is none. */
  find(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  list(resource: ResourceId, options?: ListOptions): ListResult;
  create(
    resource: ResourceId,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject;
  /** 409 when `metadata.resourceVersion` is given and old. */
  update(
    resource: ResourceId,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject;
  patch(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    type: PatchType,
    body: unknown,
    options: WriteOptions,
  ): KubernetesObject;
  delete(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): void;
  /**
   * Calls `onEvent` for every present object (ADDED) and then for every change, in order, after the change is kept.
   *
   * @returns a function that ends the watch
   */
  watch(resource: ResourceId, onEvent: (event: WatchEvent) => void): () => void;
  addAdmission(admission: Admission): void;
  addAggregatedApi(api: AggregatedApi): void;
  /** The endpoint of a kind, undefined when the server does not know it. */
  resourceOf(apiVersion: string, kind: string): ResourceId | undefined;
  /** Whether the kind lives in namespaces. */
  isNamespaced(resource: ResourceId): boolean;
}
