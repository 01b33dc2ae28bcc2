import {
  apiVersionOf,
  type ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import {
  builtinDefinitions,
  definitionNameOf,
} from '../schema/builtinDefinitions';
import { isObject, type JsonObject, type Schema } from '../schema/Schema';

const REF = '#/components/schemas/';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

function addressOf(id: { group: string; version: string }): string {
  return id.group === '' ? `api/${id.version}` : `apis/${apiVersionOf(id)}`;
}

/** Body of `/openapi/v3`: one document a group and version. */
export function openApiV3Groups(
  registry: ResourceRegistry,
  generation: number,
): object {
  const addresses = new Set(
    registry.all().map(definition => addressOf(definition.id)),
  );
  return {
    paths: Object.fromEntries(
      [...addresses].map(address => [
        address,
        { serverRelativeURL: `/openapi/v3/${address}?hash=${generation}` },
      ]),
    ),
  };
}

/** Body of `/openapi/v3/apis/<group>/<version>`; undefined when nothing is served there. */
export function openApiV3Of(
  registry: ResourceRegistry,
  group: string,
  version: string,
): object | undefined {
  const definitions = registry
    .all()
    .filter(({ id }) => id.group === group && id.version === version);
  if (definitions.length === 0) return undefined;
  const schemas: JsonObject = {};
  addDefinition(`${META}.DeleteOptions`, schemas);
  addDefinition(`${META}.Status`, schemas);
  const paths: JsonObject = {};
  for (const definition of definitions) {
    const name = modelName(definition);
    addKind(definition, name, schemas);
    addPaths(definition, name, paths);
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.34.2' },
    paths,
    components: { schemas },
  };
}

/** Name of a kind's model: built-in ones have Go's, others the group turned round. */
export function modelName(definition: ResourceDefinition): string {
  if (!definition.custom) {
    return definitionNameOf(definition.schema) ?? definition.kind;
  }
  const { group, version } = definition.id;
  const turned = group.split('.').reverse().join('.');
  return `${turned}.${version}.${definition.kind}`;
}

/** Group, version and kind as the extension of OpenAPI names them. */
export function kindTag(definition: ResourceDefinition) {
  const { group, version } = definition.id;
  return { group, kind: definition.kind, version };
}

function addKind(
  definition: ResourceDefinition,
  name: string,
  schemas: JsonObject,
): void {
  const tag = [kindTag(definition)];
  if (definition.custom) {
    addDefinition(`${META}.ObjectMeta`, schemas);
    schemas[name] = {
      ...definition.schema,
      properties: {
        ...definition.schema.properties,
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { allOf: [{ $ref: `${REF}${META}.ObjectMeta` }] },
      },
      'x-kubernetes-group-version-kind': tag,
    };
  } else {
    addDefinition(name, schemas);
  }
  addDefinition(`${META}.ListMeta`, schemas);
  schemas[`${name}List`] = {
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: `${REF}${META}.ListMeta` }] },
      items: {
        type: 'array',
        items: { allOf: [{ $ref: `${REF}${name}` }] },
      },
    },
    'x-kubernetes-group-version-kind': [
      { ...kindTag(definition), kind: definition.listKind },
    ],
  };
}

function addDefinition(name: string, schemas: JsonObject): void {
  if (schemas[name] !== undefined) return;
  const schema = builtinDefinitions.get(name);
  if (!schema) return;
  schemas[name] = {};
  schemas[name] = withReferences(schema, schemas);
}

function withReferences(value: unknown, schemas: JsonObject): unknown {
  if (Array.isArray(value)) {
    return value.map(item => withReferences(item, schemas));
  }
  if (!isObject(value)) return value;
  const { $ref, ...rest } = value;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([field, item]) => [
      field,
      withReferences(item, schemas),
    ]),
  );
  if (typeof $ref !== 'string') {
    return $ref === undefined
      ? copy
      : { ...copy, $ref: withReferences($ref, schemas) };
  }
  addDefinition($ref, schemas);
  return { ...copy, allOf: [{ $ref: `${REF}${$ref}` }] };
}

const WRITE_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation'];

function parameters(names: readonly string[], force = false) {
  return [
    ...names.map(name => ({ name, in: 'query', schema: { type: 'string' } })),
    ...(force
      ? [{ name: 'force', in: 'query', schema: { type: 'boolean' } }]
      : []),
  ];
}

function addPaths(
  definition: ResourceDefinition,
  name: string,
  paths: JsonObject,
): void {
  const { id, namespaced } = definition;
  const root = `/${addressOf(id)}${
    namespaced ? '/namespaces/{namespace}' : ''
  }/${id.plural}`;
  const schema: Schema = { $ref: `${REF}${name}` };
  const content = (type: string) => ({ [type]: { schema } });
  const operation = (
    action: string,
    names: readonly string[],
    body: object | undefined,
    force = false,
  ) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': kindTag(definition),
    parameters: parameters(names, force),
    ...(body && { requestBody: { content: body, required: true } }),
    responses: { 200: { content: content('application/json') } },
  });
  const json = content('application/json');
  paths[root] = {
    get: operation(
      'list',
      ['labelSelector', 'fieldSelector', 'limit', 'continue'],
      undefined,
    ),
    post: operation('post', WRITE_PARAMETERS, json),
  };
  paths[`${root}/{name}`] = {
    get: operation('get', [], undefined),
    put: operation('put', WRITE_PARAMETERS, json),
    patch: operation(
      'patch',
      WRITE_PARAMETERS,
      {
        'application/apply-patch+yaml': {},
        'application/json-patch+json': {},
        'application/merge-patch+json': {},
        ...(!definition.custom && {
          'application/strategic-merge-patch+json': {},
        }),
      },
      true,
    ),
    delete: operation(
      'delete',
      ['dryRun', 'gracePeriodSeconds', 'propagationPolicy'],
      undefined,
    ),
  };
}
