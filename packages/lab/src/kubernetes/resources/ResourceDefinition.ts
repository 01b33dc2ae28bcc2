import type { KubernetesObject, ResourceId } from '../KubernetesApi';
import type { Schema } from '../schema/Schema';

/** Column of a CRD, `additionalPrinterColumns`. */
export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

/** Where a kind's replicas are, for the subresource `scale`; dotted paths as CRDs write them. */
export interface ScalePaths {
  specReplicasPath: string;
  statusReplicasPath: string;
  labelSelectorPath?: string;
}

/** A kind as one served version offers it. */
export interface ResourceDefinition {
  readonly id: ResourceId;
  readonly kind: string;
  readonly listKind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** From a CRD: strategic patches are refused, types are checked by the schema. */
  readonly custom: boolean;
  /** `virtualmachines.kubevirt.io`, `pods`: name in messages and key of the store. */
  readonly qualifiedName: string;
  /** Key of the store; two groups' `events` share one. */
  readonly storageKey: string;
  /** `apiVersion` under which objects are kept. */
  readonly storageApiVersion: string;
  readonly statusSubresource: boolean;
  readonly scale?: ScalePaths;
  readonly columns?: readonly PrinterColumn[];
  readonly schema: Schema;
  /** Shape of the version from the shape kept; absent when only `apiVersion` differs. */
  readonly fromStored?: (object: KubernetesObject) => KubernetesObject;
  /** Shape kept from the shape of the version. */
  readonly toStored?: (object: KubernetesObject) => KubernetesObject;
}

/** `apiVersion` of a group and version. */
export function apiVersionOf(id: { group: string; version: string }): string {
  return id.group === '' ? id.version : `${id.group}/${id.version}`;
}

/** Name of a resource in messages: the plural, with its group when it has one. */
export function qualifiedName(group: string, plural: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}
