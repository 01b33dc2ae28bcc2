import type { KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject, type JsonObject } from '../schema/Schema';
import type { FieldCause } from '../schema/validation';

type Check = (object: KubernetesObject, add: Add) => void;
type Add = (
  reason: 'Required' | 'Invalid',
  field: string,
  message: string,
) => void;

function need(value: unknown, field: string, add: Add): void {
  const empty =
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0);
  if (empty) add('Required', field, 'Required value');
}

function part(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isObject(value) ? value : {};
}

function containers(spec: JsonObject, path: string, add: Add): void {
  need(spec.containers, `${path}.containers`, add);
  if (!Array.isArray(spec.containers)) return;
  spec.containers.forEach((container, index) => {
    if (!isObject(container)) return;
    need(container.name, `${path}.containers[${index}].name`, add);
    need(container.image, `${path}.containers[${index}].image`, add);
  });
}

const workload: Check = (object, add) => {
  const spec = part(object, 'spec');
  const template = part(spec, 'template');
  need(spec.selector, 'spec.selector', add);
  const wanted = part(part(spec, 'selector'), 'matchLabels');
  const labels = part(part(template, 'metadata'), 'labels');
  if (
    spec.selector !== undefined &&
    Object.entries(wanted).some(([key, value]) => labels[key] !== value)
  ) {
    add(
      'Invalid',
      'spec.template.metadata.labels',
      `Invalid value: ${JSON.stringify(
        labels,
      )}: \`selector\` does not match template \`labels\``,
    );
  }
  containers(part(template, 'spec'), 'spec.template.spec', add);
};

const keys: Check = (object, add) => {
  for (const key of Object.keys(part(object, 'data'))) {
    if (/^[-._a-zA-Z0-9]+$/.test(key)) continue;
    add(
      'Invalid',
      `data[${key}]`,
      `Invalid value: ${JSON.stringify(
        key,
      )}: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
    );
  }
};

const CHECKS: Record<string, Check> = {
  configmaps: keys,
  secrets: keys,
  pods: (object, add) => containers(part(object, 'spec'), 'spec', add),
  'deployments.apps': workload,
  'replicasets.apps': workload,
  'statefulsets.apps': workload,
  'daemonsets.apps': workload,
  'jobs.batch': (object, add) =>
    containers(
      part(part(part(object, 'spec'), 'template'), 'spec'),
      'spec.template.spec',
      add,
    ),
  services: (object, add) => {
    const spec = part(object, 'spec');
    if (spec.type !== 'ExternalName' && spec.clusterIP !== 'None') {
      need(spec.ports, 'spec.ports', add);
    }
  },
  persistentvolumeclaims: (object, add) => {
    const spec = part(object, 'spec');
    if (!Array.isArray(spec.accessModes) || spec.accessModes.length === 0) {
      add(
        'Required',
        'spec.accessModes',
        'Required value: at least 1 access mode is required',
      );
    }
    const requests = part(part(spec, 'resources'), 'requests');
    need(requests.storage, 'spec.resources[storage]', add);
  },
  'storageclasses.storage.k8s.io': (object, add) =>
    need(object.provisioner, 'provisioner', add),
  'rolebindings.rbac.authorization.k8s.io': binding,
  'clusterrolebindings.rbac.authorization.k8s.io': binding,
};

function binding(object: KubernetesObject, add: Add): void {
  need(part(object, 'roleRef').name, 'roleRef.name', add);
}

/** Faults of a built-in object, as far as Naru and its people can meet them. */
export function validateBuiltin(
  definition: ResourceDefinition,
  object: KubernetesObject,
  live: KubernetesObject | undefined,
): FieldCause[] {
  const causes: FieldCause[] = [];
  const add: Add = (reason, field, message) =>
    causes.push({ reason: `FieldValue${reason}`, field, message });
  CHECKS[definition.qualifiedName]?.(object, add);
  if (live) immutable(definition, object, live, add);
  return causes;
}

function immutable(
  definition: ResourceDefinition,
  object: KubernetesObject,
  live: KubernetesObject,
  add: Add,
): void {
  const changed = (value: unknown, old: unknown) =>
    JSON.stringify(value) !== JSON.stringify(old);
  const frozen = definition.qualifiedName;
  if ((frozen === 'configmaps' || frozen === 'secrets') && live.immutable) {
    if (changed(object.data, live.data)) {
      add(
        'Invalid',
        'data',
        'Forbidden: field is immutable when `immutable` is set',
      );
    }
  }
  if (frozen === 'secrets' && changed(object.type, live.type)) {
    add(
      'Invalid',
      'type',
      `Invalid value: ${JSON.stringify(object.type)}: field is immutable`,
    );
  }
  if (
    frozen.startsWith('rolebindings') ||
    frozen.startsWith('clusterrolebindings')
  ) {
    if (changed(object.roleRef, live.roleRef)) {
      add(
        'Invalid',
        'roleRef',
        `Invalid value: ${JSON.stringify(
          object.roleRef,
        )}: cannot change roleRef`,
      );
    }
  }
}
