import type { KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import type { FieldCause } from '../schema/validation';

const SUBDOMAIN_PATTERN =
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const LABEL_PATTERN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_1035_PATTERN = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED_PATTERN = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE_PATTERN = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';

const SUBDOMAIN = new RegExp(`^${SUBDOMAIN_PATTERN}$`);
const LABEL = new RegExp(`^${LABEL_PATTERN}$`);
const DNS_1035 = new RegExp(`^${DNS_1035_PATTERN}$`);
const QUALIFIED = new RegExp(`^${QUALIFIED_PATTERN}$`);
const LABEL_VALUE = new RegExp(`^${LABEL_VALUE_PATTERN}$`);

const PATH_SEGMENT_KINDS = new Set([
  'roles.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
]);

/** Why a name does not fit its kind; empty when it does. */
function nameFaults(definition: ResourceDefinition, name: string): string[] {
  const { qualifiedName } = definition;
  if (PATH_SEGMENT_KINDS.has(qualifiedName)) {
    if (name === '.' || name === '..') return [`may not be '${name}'`];
    return ['/', '%']
      .filter(letter => name.includes(letter))
      .map(letter => `may not contain '${letter}'`);
  }
  if (qualifiedName === 'services') {
    if (name.length > 63) return ['must be no more than 63 characters'];
    return DNS_1035.test(name)
      ? []
      : [
          `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${DNS_1035_PATTERN}')`,
        ];
  }
  if (qualifiedName === 'namespaces') {
    if (name.length > 63) return ['must be no more than 63 bytes'];
    return LABEL.test(name)
      ? []
      : [
          `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL_PATTERN}')`,
        ];
  }
  const long = name.length > 253 ? ['must be no more than 253 bytes'] : [];
  return SUBDOMAIN.test(name)
    ? long
    : [
        ...long,
        `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN_PATTERN}')`,
      ];
}

/** Faults of names, labels, annotations, finalizers and owners. */
export function validateMetadata(
  definition: ResourceDefinition,
  object: KubernetesObject,
): FieldCause[] {
  const { metadata } = object;
  const causes: FieldCause[] = [];
  const add = (field: string, value: string, why: string) =>
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
      field: `metadata.${field}`,
    });
  for (const why of nameFaults(definition, metadata.name)) {
    add('name', metadata.name, why);
  }
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    for (const why of keyFaults(key)) add('labels', key, why);
    if (value.length > 63)
      add('labels', value, 'must be no more than 63 bytes');
    if (!LABEL_VALUE.test(value)) {
      add(
        'labels',
        value,
        `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE_PATTERN}')`,
      );
    }
  }
  for (const key of Object.keys(metadata.annotations ?? {})) {
    for (const why of keyFaults(key.toLowerCase()))
      add('annotations', key, why);
  }
  const size = Object.entries(metadata.annotations ?? {}).reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (size > 256 * 1024) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: 'Too long: may not be more than 262144 bytes',
      field: 'metadata.annotations',
    });
  }
  for (const finalizer of metadata.finalizers ?? []) {
    for (const why of keyFaults(finalizer)) add('finalizers', finalizer, why);
  }
  return causes;
}

function keyFaults(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED_PATTERN}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts[parts.length - 1];
  const faults: string[] = [];
  if (parts.length === 2 && !SUBDOMAIN.test(parts[0])) {
    faults.push(
      `prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN_PATTERN}')`,
    );
  }
  if (name === '') faults.push('name part must be non-empty');
  if (name.length > 63) {
    faults.push('name part must be no more than 63 bytes');
  }
  if (!QUALIFIED.test(name)) {
    faults.push(
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED_PATTERN}')`,
    );
  }
  return faults;
}
