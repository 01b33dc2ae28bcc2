import { timestamp, type LabClock } from '../../clock/LabClock';
import {
  LAB_CONTROLLER,
  type Admission,
  type KubernetesObject,
} from '../KubernetesApi';
import { invalid } from '../pipeline/apiErrors';
import { crdSpec } from '../resources/customResources';
import { isObject } from '../schema/Schema';
import type { StoredChange } from '../store/StoredChange';
import type { ControllerOptions } from './GarbageCollector';

const CRDS = 'customresourcedefinitions.apiextensions.k8s.io';
const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/** Serves what CustomResourceDefinitions describe, and removes a kind's objects with it. */
export class CustomResourceController {
  readonly #options: ControllerOptions;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  start(): () => void {
    const { store, registry } = this.#options;
    for (const crd of store.list(CRDS)) registry.setCustom(crd);
    return store.subscribe(change => this.#onChange(change));
  }

  #onChange(change: StoredChange): void {
    const { registry, store } = this.#options;
    if (change.key !== CRDS) {
      if (change.type === 'DELETED') this.#finish(change.key);
      return;
    }
    if (change.type === 'DELETED') {
      registry.removeCustom(change.object.metadata.name);
      return;
    }
    registry.setCustom(change.object);
    if (change.type === 'ADDED') {
      store.beginHistory(change.object.metadata.name, change.revision);
    }
    if (!change.object.metadata.deletionTimestamp) return;
    const key = change.object.metadata.name;
    const definition = registry.findStored(key);
    for (const object of definition ? store.list(key) : []) {
      if (!definition || object.metadata.deletionTimestamp) continue;
      this.#options.pipeline.delete(
        definition,
        object.metadata.namespace,
        object.metadata.name,
        { as: LAB_CONTROLLER },
      );
    }
    this.#finish(key);
  }

  #finish(name: string): void {
    const { store } = this.#options;
    const crd = store.get(CRDS, undefined, name);
    if (!crd?.metadata.deletionTimestamp) return;
    if (store.list(name).length > 0) return;
    const others = (crd.metadata.finalizers ?? []).filter(
      item => item !== CLEANUP,
    );
    if (others.length === 0) store.remove(CRDS, crd);
  }
}

/** Checks a CRD and fills in names and status, as the API server's own controllers do a moment after creation. */
export function customResourceAdmission(clock: LabClock): Admission {
  return {
    resources: [
      {
        group: 'apiextensions.k8s.io',
        version: 'v1',
        plural: 'customresourcedefinitions',
      },
    ],
    mutate(review) {
      const { object } = review;
      if (!object || review.subresource) return;
      const parsed = crdSpec.safeParse(object.spec);
      if (!parsed.success || !isObject(object.spec)) return;
      const { names } = parsed.data;
      const singular = names.singular ?? names.kind.toLowerCase();
      const listKind = names.listKind ?? `${names.kind}List`;
      const full = { ...names, singular, listKind };
      object.spec.names = full;
      object.spec.conversion ??= { strategy: 'None' };
      object.metadata.finalizers = [
        ...new Set([...(object.metadata.finalizers ?? []), CLEANUP]),
      ];
      const condition = (type: string, reason: string, message: string) => ({
        type,
        status: 'True',
        reason,
        message,
        lastTransitionTime: timestamp(clock),
      });
      const before = review.oldObject && statusOf(review.oldObject);
      object.status = {
        ...before,
        conditions: before?.conditions ?? [
          condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
          condition(
            'Established',
            'InitialNamesAccepted',
            'the initial names have been accepted',
          ),
        ],
        acceptedNames: full,
        storedVersions: [
          parsed.data.versions.find(version => version.storage)?.name,
        ],
      };
    },
    validate({ object }) {
      if (!object) return;
      const parsed = crdSpec.safeParse(object.spec);
      const { name } = object.metadata;
      const wanted = parsed.data
        ? `${parsed.data.names.plural}.${parsed.data.group}`
        : undefined;
      const crd = {
        kind: 'CustomResourceDefinition',
        id: {
          group: 'apiextensions.k8s.io',
          version: 'v1',
          plural: 'customresourcedefinitions',
        },
      };
      if (parsed.error) {
        throw invalid(
          crd,
          name,
          parsed.error.issues.map(issue => ({
            reason: 'FieldValueInvalid',
            message: issue.message,
            field: ['spec', ...issue.path].join('.'),
          })),
        );
      }
      if (name !== wanted) {
        throw invalid(crd, name, [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: ${JSON.stringify(
              name,
            )}: must be spec.names.plural+"."+spec.group`,
            field: 'metadata.name',
          },
        ]);
      }
    },
  };
}

function statusOf(
  object: KubernetesObject,
): Record<string, unknown> | undefined {
  return isObject(object.status) ? object.status : undefined;
}
