import { formatTimestamp } from '../../clock/LabClock';
import {
  builtinDefinitionName,
  builtinDefinitions,
  builtinWireFields,
  type WireFields,
} from '../schema/builtinDefinitions';
import type { JsonObject, Schema } from '../schema/Schema';
import { readProtobuf } from './protobufReader';

/** Media type of Kubernetes' own binary form, which kubectl uses for built-in kinds. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = Buffer.from('k8s\0');

/**
 * Reads an object of a built-in kind from Kubernetes' binary form.
 *
 * @returns undefined when the kind is not known
 * @throws Error when the bytes cannot be read
 */
export function readProtobufObject(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, 4).equals(MAGIC)) {
    throw new Error('the body does not begin with the magic of Kubernetes');
  }
  const envelope = new Map(
    readProtobuf(body.subarray(4)).map(field => [field.number, field.value]),
  );
  const typeMeta = new Map(
    readProtobuf(bytesOf(envelope.get(1))).map(field => [
      field.number,
      bytesOf(field.value).toString('utf8'),
    ]),
  );
  const apiVersion = typeMeta.get(1) ?? '';
  const kind = typeMeta.get(2) ?? '';
  const [version, group = ''] = apiVersion.split('/').reverse();
  const name =
    kind === 'DeleteOptions'
      ? 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions'
      : builtinDefinitionName(group, version, kind);
  if (name === undefined) return undefined;
  const raw = bytesOf(envelope.get(2));
  return { apiVersion, kind, ...message(raw, name) };
}

function bytesOf(value: bigint | Buffer | undefined): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function message(bytes: Buffer, definition: string): JsonObject {
  const fields = builtinWireFields.get(definition) ?? {};
  const schema = builtinDefinitions.get(definition) ?? {};
  return fieldsOf(bytes, fields, schema);
}

function fieldsOf(
  bytes: Buffer,
  fields: WireFields,
  schema: Schema,
): JsonObject {
  const object: JsonObject = {};
  for (const { number, value } of readProtobuf(bytes)) {
    const field = fields[number];
    if (field === undefined) continue;
    if (typeof field !== 'string') {
      // A struct that JSON shows inline.
      Object.assign(object, fieldsOf(bytesOf(value), field, schema));
      continue;
    }
    const known = schema.properties?.[field] ?? {};
    addValue(object, field, value, known);
  }
  return object;
}

function addValue(
  object: JsonObject,
  field: string,
  value: bigint | Buffer,
  schema: Schema,
): void {
  if (schema.type === 'array') {
    const list = object[field];
    const item = single(value, schema.items ?? {});
    if (Array.isArray(list)) list.push(item);
    else object[field] = [item];
  } else if (typeof schema.additionalProperties === 'object') {
    const entry = new Map(
      readProtobuf(bytesOf(value)).map(part => [part.number, part.value]),
    );
    const key = bytesOf(entry.get(1)).toString('utf8');
    const item = single(
      entry.get(2) ?? Buffer.alloc(0),
      schema.additionalProperties,
    );
    object[field] = { ...(object[field] as JsonObject), [key]: item };
  } else {
    const read = single(value, schema);
    // Structs that JSON leaves out when they are empty are always there on this wire.
    if (read !== undefined && read !== '') object[field] = read;
  }
}

function single(value: bigint | Buffer, schema: Schema): unknown {
  if (schema.$ref !== undefined) return referenced(bytesOf(value), schema.$ref);
  if (typeof value === 'bigint') {
    return schema.type === 'boolean'
      ? value !== 0n
      : Number(BigInt.asIntN(64, value));
  }
  if (schema.type === 'number') return value.readDoubleLE();
  return value.toString(schema.format === 'byte' ? 'base64' : 'utf8');
}

function referenced(bytes: Buffer, definition: string): unknown {
  const parts = () =>
    new Map(readProtobuf(bytes).map(field => [field.number, field.value]));
  const text = (value: bigint | Buffer | undefined) =>
    bytesOf(value).toString('utf8');
  switch (definition.slice(definition.lastIndexOf('.') + 1)) {
    case 'Quantity':
      return text(parts().get(1));
    case 'IntOrString': {
      const known = parts();
      return known.get(1) === 1n
        ? text(known.get(3))
        : Number(BigInt.asIntN(64, BigInt(String(known.get(2) ?? 0))));
    }
    case 'Time':
    case 'MicroTime': {
      const seconds = parts().get(1);
      return typeof seconds === 'bigint'
        ? formatTimestamp(new Date(Number(seconds) * 1000))
        : undefined;
    }
    case 'FieldsV1':
    case 'RawExtension':
      return JSON.parse(text(parts().get(1)) || '{}');
    default:
      return message(bytes, definition);
  }
}
