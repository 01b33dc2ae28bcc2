import { isQuantity } from '../../kubernetes/schema/quantity';
import { isObject, type Schema } from '../../kubernetes/schema/Schema';
import { typeOf, validateSchema } from '../../kubernetes/schema/validation';
import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { schemaRefusal, unreadable } from './webhookAnswers';

const BAD_QUANTITY =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const COUNTS = ['cores', 'sockets', 'threads', 'maxSockets'];

// KubeVirt knows numbers only, not integers, and does not tell which item of a list is wrong.
function inItsWords(message: string): string | undefined {
  const match = /: ([^ ]+ in body must be of type .+)$/.exec(message);
  return match?.[1]
    .replace(/\[\d+\]/g, '')
    .replace(/: "integer"$/, ': "number"');
}

function schemaMessages(object: KubernetesObject, schema: Schema): string[] {
  const { spec, metadata } = object;
  const causes = validateSchema({ spec, metadata }, schema);
  return causes.flatMap(({ reason, message, field }) => {
    // KubeVirt fills other fields that are missing with nothing, and judges that.
    if (reason === 'FieldValueRequired') {
      return field === 'spec.template' ? `${field} in body is required` : [];
    }
    if (reason !== 'FieldValueTypeInvalid') return [];
    return inItsWords(message) ?? [];
  });
}

function hasBadQuantity(value: unknown, schema: Schema | undefined): boolean {
  if (!schema) return false;
  if (schema['x-kubernetes-int-or-string']) {
    const free = schema.pattern === undefined;
    return !free && typeOf(value) === 'string' && !isQuantity(value);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return value.some(item => hasBadQuantity(item, items));
  }
  if (!isObject(value)) return false;
  return Object.entries(value).some(([field, item]) =>
    hasBadQuantity(item, propertyOf(schema, field)),
  );
}

function propertyOf(schema: Schema, field: string): Schema | undefined {
  const own = schema.properties?.[field];
  if (own) return own;
  return isObject(schema.additionalProperties)
    ? (schema.additionalProperties as Schema)
    : undefined;
}

/**
 * Refuses an object that KubeVirt's webhooks cannot read. They see an object before the API server compares it with the
 * schema, so their words are what a user gets.
 *
 * @throws ApiError 422 for a wrong type or a missing field, 400 for a bad quantity or a negative count
 */
export function checkReadable(
  webhook: string,
  object: KubernetesObject,
  schema: Schema,
): void {
  const messages = schemaMessages(object, schema);
  if (messages.length > 0) throw schemaRefusal(webhook, messages);
  if (hasBadQuantity(object.spec, schema.properties?.spec)) {
    throw unreadable(webhook, BAD_QUANTITY);
  }
  const { template } = object.spec as {
    template?: { spec?: { domain?: { cpu?: Record<string, unknown> } } };
  };
  const cpu = template?.spec?.domain?.cpu ?? {};
  const negative = COUNTS.find(count => Number(cpu[count]) < 0);
  if (negative) {
    throw unreadable(
      webhook,
      `json: cannot unmarshal number ${cpu[negative]} into Go struct field VirtualMachineInstanceTemplateSpec.spec.template.spec.domain.cpu.${negative} of type uint32`,
    );
  }
}
