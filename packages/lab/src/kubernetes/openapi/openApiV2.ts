import {
  apiVersionOf,
  type ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import { builtinDefinitions } from '../schema/builtinDefinitions';
import { isObject, type Schema } from '../schema/Schema';
import { kindTag, modelName } from './openApiV3';

/** Schema of an OpenAPI v2 document, as far as kubectl reads it. */
export interface SchemaV2 {
  $ref?: string;
  type?: string;
  format?: string;
  required?: string[];
  items?: SchemaV2;
  properties?: Record<string, SchemaV2>;
  additionalProperties?: SchemaV2;
  'x-kubernetes-group-version-kind'?: object[];
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
}

/** Operation of an OpenAPI v2 document: what it is of, and its query parameters. */
export interface OperationV2 {
  consumes: string[];
  produces: string[];
  parameters: {
    name: string;
    in: 'query';
    type: string;
    uniqueItems: true;
  }[];
  responses: Record<string, { description: string }>;
  'x-kubernetes-action': string;
  'x-kubernetes-group-version-kind': object;
}

/** OpenAPI v2 document of the server: all models, and the patch operation of each kind. */
export interface DocumentV2 {
  swagger: '2.0';
  info: { title: string; version: string };
  paths: Record<string, { patch: OperationV2 }>;
  definitions: Record<string, SchemaV2>;
}

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const REF = '#/definitions/';

/** Body of `/openapi/v2`: what kubectl before 1.27 validates by and asks for dry-run support. */
export function openApiV2Of(registry: ResourceRegistry): DocumentV2 {
  const definitions: Record<string, SchemaV2> = {};
  for (const [name, schema] of builtinDefinitions) {
    definitions[name] = converted(schema);
  }
  const paths: DocumentV2['paths'] = {};
  for (const definition of registry.all()) {
    if (definition.custom) {
      definitions[modelName(definition)] = customModel(definition);
    }
    paths[addressOf(definition)] = { patch: patchOperation(definition) };
  }
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.34.2' },
    paths,
    definitions,
  };
}

function addressOf({ id, namespaced }: ResourceDefinition): string {
  const root = id.group === '' ? '/api' : '/apis';
  const middle = namespaced ? '/namespaces/{namespace}' : '';
  return `${root}/${apiVersionOf(id)}${middle}/${id.plural}/{name}`;
}

function patchOperation(definition: ResourceDefinition): OperationV2 {
  return {
    consumes: ['application/json-patch+json', 'application/merge-patch+json'],
    produces: ['application/json'],
    parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map(name => ({
      name,
      in: 'query',
      type: 'string',
      uniqueItems: true,
    })),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': kindTag(definition),
  };
}

function customModel(definition: ResourceDefinition): SchemaV2 {
  const model = converted(definition.schema);
  return {
    ...model,
    ...(model.properties && {
      properties: {
        ...model.properties,
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { $ref: `${REF}${OBJECT_META}` },
      },
    }),
    'x-kubernetes-group-version-kind': [kindTag(definition)],
  };
}

// OpenAPI v2 cannot say nullable, int-or-string or preserved: such a value is of any type.
function converted(schema: Schema): SchemaV2 {
  const extensions: SchemaV2 = {
    'x-kubernetes-group-version-kind':
      schema['x-kubernetes-group-version-kind'],
    'x-kubernetes-patch-strategy': schema['x-kubernetes-patch-strategy'],
    'x-kubernetes-patch-merge-key': schema['x-kubernetes-patch-merge-key'],
    'x-kubernetes-list-type': schema['x-kubernetes-list-type'],
    'x-kubernetes-list-map-keys': schema['x-kubernetes-list-map-keys'],
  };
  if (typeof schema.$ref === 'string') {
    return defined({ $ref: `${REF}${schema.$ref}`, ...extensions });
  }
  // Quantity and IntOrString are strings there, and kubectl takes numbers for them.
  if (schema.oneOf?.some(part => part.type === 'string')) {
    return { type: 'string', format: schema.format };
  }
  const open =
    schema.nullable ||
    schema['x-kubernetes-int-or-string'] ||
    schema['x-kubernetes-preserve-unknown-fields'];
  if (open) return defined(extensions);
  const { additionalProperties, items, properties } = schema;
  return defined({
    type: schema.type,
    format: schema.format,
    required: schema.required,
    items: items && converted(items),
    properties:
      properties &&
      Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [
          name,
          isObject(value) ? converted(value) : {},
        ]),
      ),
    additionalProperties: isObject(additionalProperties)
      ? converted(additionalProperties)
      : undefined,
    ...extensions,
  });
}

function defined(schema: SchemaV2): SchemaV2 {
  return Object.fromEntries(
    Object.entries(schema).filter(([, value]) => value !== undefined),
  );
}
