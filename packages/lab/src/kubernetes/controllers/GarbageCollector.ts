import {
  LAB_CONTROLLER,
  type KubernetesObject,
  type OwnerReference,
} from '../KubernetesApi';
import { FOREGROUND, ORPHAN } from '../pipeline/deletion';
import type { ObjectPipeline } from '../pipeline/ObjectPipeline';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredChange } from '../store/StoredChange';

/** What a controller of the API server works with. */
export interface ControllerOptions {
  store: ObjectStore;
  registry: ResourceRegistry;
  pipeline: ObjectPipeline;
}

/** Deletes what has lost all its owners, and carries foreground deletion and orphaning through. */
export class GarbageCollector {
  readonly #options: ControllerOptions;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  start(): () => void {
    return this.#options.store.subscribe(change => this.#onChange(change));
  }

  #onChange(change: StoredChange): void {
    const { object } = change;
    const uid = object.metadata.uid ?? '';
    if (change.type === 'DELETED') {
      for (const dependent of this.#dependents(uid)) {
        this.#releaseOrDelete(dependent, uid);
      }
      for (const owner of object.metadata.ownerReferences ?? []) {
        this.#finishOwner(owner.uid);
      }
      return;
    }
    if (change.type === 'ADDED') this.#checkOwners(object);
    if (object.metadata.deletionTimestamp) this.#progress(object);
  }

  #dependents(uid: string): KubernetesObject[] {
    return this.#options.store.dependentsOf(uid);
  }

  // A new object whose owners are all gone already goes too.
  #checkOwners(object: KubernetesObject): void {
    const owners = object.metadata.ownerReferences ?? [];
    const { store } = this.#options;
    if (owners.length === 0 || owners.some(owner => store.locate(owner.uid))) {
      return;
    }
    this.#delete(object);
  }

  #progress(object: KubernetesObject): void {
    const uid = object.metadata.uid ?? '';
    const finalizers = object.metadata.finalizers ?? [];
    if (finalizers.includes(ORPHAN)) {
      for (const dependent of this.#dependents(uid)) {
        this.#change(dependent, copy => {
          copy.metadata.ownerReferences = withoutOwner(copy, uid);
        });
      }
      this.#removeFinalizer(object, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      for (const dependent of this.#dependents(uid)) {
        this.#releaseOrDelete(dependent, uid, true);
      }
      this.#finishOwner(uid);
    }
  }

  // An owner in foreground deletion goes when nothing that blocks it is left.
  #finishOwner(uid: string): void {
    const { store } = this.#options;
    const at = store.locate(uid);
    const owner = at && store.get(at.key, at.namespace, at.name);
    if (!owner?.metadata.finalizers?.includes(FOREGROUND)) return;
    const blocked = this.#dependents(uid).some(dependent =>
      dependent.metadata.ownerReferences?.some(
        reference => reference.uid === uid && reference.blockOwnerDeletion,
      ),
    );
    if (!blocked) this.#removeFinalizer(owner, FOREGROUND);
  }

  #releaseOrDelete(
    dependent: KubernetesObject,
    goneUid: string,
    foreground = false,
  ): void {
    const { store } = this.#options;
    const others = withoutOwner(dependent, goneUid) ?? [];
    if (others.some(owner => store.locate(owner.uid))) {
      this.#change(dependent, copy => {
        copy.metadata.ownerReferences = others;
      });
      return;
    }
    this.#delete(dependent, foreground);
  }

  #delete(object: KubernetesObject, foreground = false): void {
    if (object.metadata.deletionTimestamp) return;
    const found = this.#current(object);
    if (!found || found.object.metadata.deletionTimestamp) return;
    const { pipeline, store } = this.#options;
    const deep =
      foreground && store.dependentsOf(object.metadata.uid ?? '').length > 0;
    pipeline.delete(
      found.definition,
      object.metadata.namespace,
      object.metadata.name,
      {
        as: LAB_CONTROLLER,
        ...(deep && { propagationPolicy: 'Foreground' as const }),
      },
    );
  }

  #removeFinalizer(object: KubernetesObject, finalizer: string): void {
    this.#change(object, copy => {
      copy.metadata.finalizers = (copy.metadata.finalizers ?? []).filter(
        item => item !== finalizer,
      );
    });
  }

  #change(
    object: KubernetesObject,
    edit: (copy: KubernetesObject) => void,
  ): void {
    const found = this.#current(object);
    if (!found) return;
    const copy = structuredClone(found.object);
    edit(copy);
    if (copy.metadata.ownerReferences?.length === 0) {
      delete copy.metadata.ownerReferences;
    }
    if (copy.metadata.finalizers?.length === 0) {
      delete copy.metadata.finalizers;
    }
    this.#options.pipeline.update(
      found.definition,
      object.metadata.namespace,
      object.metadata.name,
      copy,
      { as: LAB_CONTROLLER, fieldManager: 'kube-controller-manager' },
    );
  }

  #current(object: KubernetesObject) {
    const { registry, store, pipeline } = this.#options;
    const at = store.locate(object.metadata.uid ?? '');
    const definition = at && registry.findStored(at.key);
    if (!at || !definition) return undefined;
    return {
      definition,
      object: pipeline.read(definition, at.namespace, at.name),
    };
  }
}

function withoutOwner(
  object: KubernetesObject,
  uid: string,
): OwnerReference[] | undefined {
  return object.metadata.ownerReferences?.filter(owner => owner.uid !== uid);
}
