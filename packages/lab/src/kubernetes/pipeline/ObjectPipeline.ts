import { timestamp, type LabClock } from '../../clock/LabClock';
import { applyConfiguration, trackUpdate } from '../apply/FieldOwnership';
import {
  ApiError,
  type AdmissionReview,
  type DeleteOptions,
  type KubernetesObject,
  type ObjectMeta,
  type PatchType,
  type WriteOptions,
} from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { validateSchema } from '../schema/validation';
import { cloneJson } from '../store/cloneJson';
import type { ObjectStore } from '../store/ObjectStore';
import type { AdmissionChain } from './AdmissionChain';
import {
  alreadyExists,
  badRequest,
  conflict,
  invalid,
  notFound,
  versionOf,
} from './apiErrors';
import { validateBuiltin } from './builtinValidation';
import { decodeObject } from './decodeObject';
import { deletionOf } from './deletion';
import { countsGeneration, specDiffers } from './generation';
import { validateMetadata } from './objectNames';
import { appliedFields, patchedObject } from './patchedObject';
import { sameButTimes, withServerFields } from './serverFields';
import { fromStored, toStored } from './storedShape';
import { nameSuffix, uuid } from './uid';
import { sameJson } from '../store/sameJson';

const UNCONDITIONAL_REFUSED = new Set([
  'customresourcedefinitions.apiextensions.k8s.io',
]);

/** How often a name is made for a `generateName`, as in kube-apiserver. */
const NAME_TRIES = 8;

/** What the pipeline works with. */
export interface ObjectPipelineOptions {
  store: ObjectStore;
  admission: AdmissionChain;
  clock: LabClock;
  random: () => number;
}

/** Outcome of a write. */
export interface WriteResult {
  object: KubernetesObject;
  created: boolean;
}

/** Outcome of a delete: the object as it is now; `gone` when nothing is left of it. */
export interface DeleteResult {
  object: KubernetesObject;
  gone: boolean;
}

/**
 * The way of a write through the server: reading, defaults, metadata, ownership of fields, admission, validation,
 * keeping. Who may do it was decided before.
 */
export class ObjectPipeline {
  readonly #store: ObjectStore;
  readonly #admission: AdmissionChain;
  readonly #clock: LabClock;
  readonly #random: () => number;

  constructor(options: ObjectPipelineOptions) {
    this.#store = options.store;
    this.#admission = options.admission;
    this.#clock = options.clock;
    this.#random = options.random;
  }

  /** The object in the shape of the definition's version. Not to be changed. */
  read(
    definition: ResourceDefinition,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject {
    const stored = this.#store.get(definition.storageKey, namespace, name);
    if (!stored) throw notFound(definition, name);
    return fromStored(definition, stored);
  }

  create(
    definition: ResourceDefinition,
    namespace: string | undefined,
    body: unknown,
    options: WriteOptions,
  ): KubernetesObject {
    const object = decodeObject(definition, body, options);
    this.#place(definition, object, namespace, undefined);
    return this.#create(definition, object, options, true);
  }

  update(
    definition: ResourceDefinition,
    namespace: string | undefined,
    name: string,
    body: unknown,
    options: WriteOptions,
  ): WriteResult {
    const object = decodeObject(definition, body, options);
    this.#place(definition, object, namespace, name);
    const live = this.read(definition, namespace, name);
    const { resourceVersion } = object.metadata;
    if (
      (resourceVersion ?? '') === '' &&
      (definition.custom || UNCONDITIONAL_REFUSED.has(definition.qualifiedName))
    ) {
      throw versionRequired(definition, name);
    }
    return this.#update(definition, live, object, options);
  }

  patch(
    definition: ResourceDefinition,
    namespace: string | undefined,
    name: string,
    type: PatchType,
    body: unknown,
    options: WriteOptions,
  ): WriteResult {
    if (type === 'apply') {
      return this.#apply(definition, namespace, name, body, options);
    }
    const live = this.read(definition, namespace, name);
    const patched = patchedObject(definition, live, type, body);
    const object = decodeObject(definition, patched, options);
    this.#place(definition, object, namespace, name);
    return this.#update(definition, live, object, options);
  }

  delete(
    definition: ResourceDefinition,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): DeleteResult {
    const live = this.read(definition, namespace, name);
    const { uid, resourceVersion } = options.preconditions ?? {};
    if (uid !== undefined && uid !== live.metadata.uid) {
      throw conflict(
        definition,
        name,
        `the UID in the precondition (${uid}) does not match the UID in record (${live.metadata.uid}). The object might have been deleted and then recreated`,
      );
    }
    if (
      resourceVersion !== undefined &&
      resourceVersion !== live.metadata.resourceVersion
    ) {
      throw conflict(
        definition,
        name,
        `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${live.metadata.resourceVersion}). The object might have been modified`,
      );
    }
    this.#admission.validate({
      operation: 'DELETE',
      resource: definition.id,
      namespace,
      name,
      oldObject: cloneJson(live),
      requester: options.as,
      dryRun: options.dryRun === true,
      warn: message => options.warnings?.push(message),
    });
    const marked = deletionOf(definition, live, options, this.#clock);
    if (options.dryRun) return { object: marked ?? live, gone: !marked };
    if (!marked) {
      const last = this.#store.remove(
        definition.storageKey,
        toStored(definition, live),
      );
      return { object: fromStored(definition, last), gone: true };
    }
    if (sameJson(marked, live)) return { object: live, gone: false };
    const kept = this.#store.put(
      definition.storageKey,
      toStored(definition, marked),
    );
    return {
      object: fromStored(definition, kept),
      gone: false,
    };
  }

  // Name and namespace of the body against those of the address.
  #place(
    definition: ResourceDefinition,
    object: KubernetesObject,
    namespace: string | undefined,
    name: string | undefined,
  ): void {
    const { metadata } = object;
    if (definition.namespaced) {
      if (metadata.namespace && metadata.namespace !== namespace) {
        throw badRequest(
          'the namespace of the provided object does not match the namespace sent on the request',
        );
      }
      metadata.namespace = namespace;
    } else {
      delete metadata.namespace;
    }
    if (name === undefined) return;
    if (metadata.name !== '' && metadata.name !== name) {
      throw badRequest(
        `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
      );
    }
    metadata.name = name;
  }

  /** A name that is free; after some tries one that is taken, and the request fails with that. */
  #generatedName(
    { storageKey }: ResourceDefinition,
    { generateName, namespace }: ObjectMeta,
  ): string {
    for (let tried = 1; ; tried += 1) {
      const name = `${generateName}${nameSuffix(this.#random)}`;
      const taken = this.#store.get(storageKey, namespace, name);
      if (!taken || tried >= NAME_TRIES) return name;
    }
  }

  /** The dice of a lab that was started again may fall as they did before. */
  #newUid(): string {
    let uid = uuid(this.#random);
    while (this.#store.locate(uid)) uid = uuid(this.#random);
    return uid;
  }

  #create(
    definition: ResourceDefinition,
    object: KubernetesObject,
    options: WriteOptions,
    track: boolean,
  ): KubernetesObject {
    const { metadata } = object;
    if (metadata.resourceVersion) {
      throw new ApiError(
        500,
        undefined,
        'resourceVersion should not be set on objects to be created',
      );
    }
    if (metadata.name === '' && metadata.generateName) {
      metadata.name = this.#generatedName(definition, metadata);
    }
    delete metadata.deletionTimestamp;
    delete metadata.deletionGracePeriodSeconds;
    delete metadata.resourceVersion;
    metadata.uid = this.#newUid();
    metadata.creationTimestamp = timestamp(this.#clock);
    if (countsGeneration(definition)) metadata.generation = 1;
    else delete metadata.generation;
    if (definition.statusSubresource && definition.custom) delete object.status;
    const review = this.#review(
      'CREATE',
      definition,
      object,
      undefined,
      options,
    );
    this.#admission.mutate(review);
    let reviewed = review.object ?? object;
    if (reviewed.metadata.name === '') {
      throw invalid(definition, '', [
        {
          reason: 'FieldValueRequired',
          message: 'Required value: name or generateName is required',
          field: 'metadata.name',
        },
      ]);
    }
    if (track) {
      reviewed = trackUpdate(
        undefined,
        reviewed,
        definition.schema,
        this.#writer(definition, options),
      );
      review.object = reviewed;
    }
    this.#validate(definition, reviewed, undefined);
    if (
      this.#store.get(
        definition.storageKey,
        reviewed.metadata.namespace,
        reviewed.metadata.name,
      )
    ) {
      throw alreadyExists(definition, reviewed.metadata.name);
    }
    this.#admission.validate(review);
    if (options.dryRun) return reviewed;
    const kept = this.#store.put(
      definition.storageKey,
      toStored(definition, reviewed),
    );
    return fromStored(definition, kept);
  }

  #update(
    definition: ResourceDefinition,
    live: KubernetesObject,
    given: KubernetesObject,
    options: WriteOptions,
    applied?: KubernetesObject,
  ): WriteResult {
    const name = live.metadata.name;
    const { resourceVersion, uid } = given.metadata;
    if (resourceVersion && resourceVersion !== live.metadata.resourceVersion) {
      throw conflict(definition, name);
    }
    if (uid && uid !== live.metadata.uid) {
      throw conflict(
        definition,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
      );
    }
    let object = withServerFields(definition, live, given, options.subresource);
    if (!applied) {
      object = trackUpdate(
        live,
        object,
        definition.schema,
        this.#writer(definition, options),
      );
    }
    const review = this.#review('UPDATE', definition, object, live, options);
    const before = object;
    this.#admission.mutate(review);
    if (!sameJson(before, review.object)) {
      object = trackUpdate(
        before,
        review.object ?? before,
        definition.schema,
        this.#writer(definition, options),
      );
      review.object = object;
    }
    if (countsGeneration(definition) && specDiffers(definition, live, object)) {
      object.metadata.generation = (live.metadata.generation ?? 0) + 1;
    }
    this.#validate(definition, object, live);
    this.#admission.validate(review);
    if (options.dryRun) return { object, created: false };
    if (sameButTimes(live, object)) return { object: live, created: false };
    const { finalizers = [], deletionTimestamp } = object.metadata;
    const finished =
      deletionTimestamp !== undefined &&
      finalizers.length === 0 &&
      (object.metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
      !holdsNamespace(object);
    if (finished) {
      const last = this.#store.remove(
        definition.storageKey,
        toStored(definition, object),
      );
      return { object: fromStored(definition, last), created: false };
    }
    const kept = this.#store.put(
      definition.storageKey,
      toStored(definition, object),
    );
    return { object: fromStored(definition, kept), created: false };
  }

  #apply(
    definition: ResourceDefinition,
    namespace: string | undefined,
    name: string,
    body: unknown,
    options: WriteOptions,
  ): WriteResult {
    if (
      isObject(body) &&
      isObject(body.metadata) &&
      body.metadata.managedFields
    ) {
      throw badRequest('metadata.managedFields must be nil');
    }
    if (isObject(body) && (!body.apiVersion || !body.kind)) {
      const [version, group = ''] = String(body.apiVersion ?? '')
        .split('/')
        .reverse();
      throw badRequest(
        `invalid object type: ${group}/${version}, Kind=${String(
          body.kind ?? '',
        )}`,
      );
    }
    const stored = this.#store.get(definition.storageKey, namespace, name);
    const configuration = appliedFields(definition, body, options, name);
    this.#place(definition, configuration, namespace, name);
    if (!stored) {
      if (options.subresource) throw notFound(definition, name);
      if (!isObject(body) || !isObject(body.metadata) || !body.metadata.name) {
        throw badRequest(
          `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
        );
      }
      const empty = {
        apiVersion: versionOf(definition),
        kind: definition.kind,
        metadata: { name, namespace },
      };
      const owned = applyConfiguration(
        empty,
        configuration,
        definition.schema,
        this.#writer(definition, options),
        true,
      );
      const full = decodeObject(definition, owned, {
        fieldValidation: 'Ignore',
      });
      return {
        object: this.#create(definition, full, options, false),
        created: true,
      };
    }
    const live = fromStored(definition, stored);
    const merged = applyConfiguration(
      live,
      configuration,
      definition.schema,
      this.#writer(definition, options),
      options.force === true,
    );
    const { resourceVersion, uid } = configuration.metadata;
    const object = decodeObject(
      definition,
      { ...merged, metadata: { ...merged.metadata, resourceVersion, uid } },
      { fieldValidation: 'Ignore' },
    );
    return this.#update(definition, live, object, options, configuration);
  }

  #validate(
    definition: ResourceDefinition,
    object: KubernetesObject,
    live: KubernetesObject | undefined,
  ): void {
    const causes = [
      ...validateMetadata(definition, object),
      ...(definition.custom
        ? validateSchema(object, definition.schema)
        : validateBuiltin(definition, object, live)),
    ];
    if (causes.length > 0) {
      throw invalid(definition, object.metadata.name, causes);
    }
  }

  #review(
    operation: 'CREATE' | 'UPDATE',
    definition: ResourceDefinition,
    object: KubernetesObject,
    live: KubernetesObject | undefined,
    options: WriteOptions,
  ): AdmissionReview {
    return {
      operation,
      resource: definition.id,
      subresource: options.subresource,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
      object: cloneJson(object),
      oldObject: live && cloneJson(live),
      requester: options.as,
      dryRun: options.dryRun === true,
      warn: message => options.warnings?.push(message),
    };
  }

  #writer(definition: ResourceDefinition, options: WriteOptions) {
    return {
      manager: options.fieldManager ?? options.as.name.slice(0, 128),
      apiVersion: versionOf(definition),
      time: timestamp(this.#clock),
      subresource: options.subresource,
    };
  }
}

// The registry refuses this, before the strategy of the kind: the message names the resource, not the kind.
function versionRequired(definition: ResourceDefinition, name: string) {
  const { group, plural } = definition.id;
  return invalid({ kind: plural, id: { group, version: '', plural } }, name, [
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: 0: must be specified for an update',
      field: 'metadata.resourceVersion',
    },
  ]);
}

function holdsNamespace(object: KubernetesObject): boolean {
  if (object.kind !== 'Namespace' || !isObject(object.spec)) return false;
  const { finalizers } = object.spec;
  return Array.isArray(finalizers) && finalizers.length > 0;
}
