import type { KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { sameJson } from '../store/sameJson';

const COUNTED = new Set([
  'pods',
  'replicationcontrollers',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'customresourcedefinitions.apiextensions.k8s.io',
  'priorityclasses.scheduling.k8s.io',
]);

/** Whether the kind counts the changes of its spec in `metadata.generation`. */
export function countsGeneration(definition: ResourceDefinition): boolean {
  return definition.custom || COUNTED.has(definition.qualifiedName);
}

/** Whether anything but metadata (and status, where that is a subresource) differs. */
export function specDiffers(
  definition: ResourceDefinition,
  before: KubernetesObject,
  after: KubernetesObject,
): boolean {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  fields.delete('metadata');
  fields.delete('apiVersion');
  if (definition.statusSubresource) fields.delete('status');
  return [...fields].some(field => !sameJson(before[field], after[field]));
}
