import type { KubernetesObject } from '../KubernetesApi';
import {
  apiVersionOf,
  type ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ObjectPage } from '../store/ObjectLister';
import { columnsOf, rowOf } from '../table/table';
import type { AnswerForm } from './MediaTypes';

// Kept objects never change, so each is written as JSON once.
const whole = new WeakMap<KubernetesObject, string>();

function itemJson(
  definition: ResourceDefinition,
  object: KubernetesObject,
): string {
  const known = whole.get(object);
  if (known !== undefined) return known;
  let shown: object = object;
  if (!definition.custom) {
    // Items of a typed list carry no kind of their own.
    const { apiVersion, kind, ...rest } = object;
    shown = rest;
  }
  const text = JSON.stringify(shown);
  whole.set(object, text);
  return text;
}

function partial(object: KubernetesObject): object {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/** JSON text of a page of a list in the wanted form. */
export function representList(
  definition: ResourceDefinition,
  page: ObjectPage,
  form: AnswerForm,
  query: URLSearchParams,
  now: Date,
): string {
  const metadata = {
    resourceVersion: page.resourceVersion,
    ...(page.continue !== undefined && { continue: page.continue }),
    ...(page.remainingItemCount !== undefined && {
      remainingItemCount: page.remainingItemCount,
    }),
  };
  if (form.as === 'table') {
    return JSON.stringify(
      table(definition, page.items, metadata, form.version, query, now, true),
    );
  }
  if (form.as === 'partial') {
    return JSON.stringify({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: page.items.map(partial),
    });
  }
  const frame = JSON.stringify({
    kind: definition.listKind,
    apiVersion: apiVersionOf(definition.id),
    metadata,
  });
  const items = page.items.map(object => itemJson(definition, object));
  return `${frame.slice(0, -1)},"items":[${items.join(',')}]}`;
}

/** One object in the wanted form; `first` tells whether a table still has to name its columns. */
export function representObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  form: AnswerForm,
  query: URLSearchParams,
  now: Date,
  first: boolean,
): unknown {
  if (form.as === 'partial') return partial(object);
  if (form.as === 'object') return object;
  const { resourceVersion } = object.metadata;
  return table(
    definition,
    [object],
    { resourceVersion },
    form.version,
    query,
    now,
    first,
  );
}

function table(
  definition: ResourceDefinition,
  items: readonly KubernetesObject[],
  metadata: object,
  version: string,
  query: URLSearchParams,
  now: Date,
  named: boolean,
): object {
  const include = query.get('includeObject') ?? 'Metadata';
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: named ? columnsOf(definition) : null,
    rows: items.map(object => ({
      ...rowOf(definition, object, now),
      ...(include === 'Object' && { object }),
      ...(include === 'Metadata' && { object: partial(object) }),
    })),
  };
}
