import { ApiError, type KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';

/** Whether an object's fields are as wanted. */
export type FieldTest = (object: KubernetesObject) => boolean;

const METADATA = ['metadata.name', 'metadata.namespace'];

/** Fields besides name and namespace by which a built-in kind can be selected. */
const FIELDS: Record<string, string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
};

/**
 * Reads a field selector (`a=b,c!=d`) for a kind.
 *
 * @throws ApiError 400 when it cannot be read or the kind cannot be selected by that field
 */
export function parseFieldSelector(
  text: string | undefined,
  definition: ResourceDefinition,
): FieldTest {
  if (text === undefined || text === '') return () => true;
  const tests = text.split(',').map((part): FieldTest => {
    const match = /^([^!=]+)(==|=|!=)(.*)$/.exec(part.trim());
    if (!match) {
      throw new ApiError(
        400,
        'BadRequest',
        `invalid selector: '${part}'; can't understand '${part}'`,
      );
    }
    const [, field, operator, value] = match;
    const path = fieldPath(field, definition);
    return operator === '!='
      ? object => read(object, path) !== value
      : object => read(object, path) === value;
  });
  return object => tests.every(test => test(object));
}

function fieldPath(field: string, definition: ResourceDefinition): string[] {
  const known =
    METADATA.includes(field) ||
    (FIELDS[definition.storageKey] ?? []).includes(
      field.replace(/^regarding\./, 'involvedObject.'),
    );
  if (!known) {
    throw new ApiError(
      400,
      'BadRequest',
      definition.custom || FIELDS[definition.storageKey]
        ? `field label not supported: ${field}`
        : `${JSON.stringify(
            field,
          )} is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  }
  if (definition.storageKey === 'events' && field === 'source') {
    return ['source', 'component'];
  }
  return field.split('.');
}

function read(object: KubernetesObject, path: string[]): string {
  let value: unknown = object;
  for (const part of path) value = isObject(value) ? value[part] : undefined;
  return value === undefined || value === null ? '' : String(value);
}
