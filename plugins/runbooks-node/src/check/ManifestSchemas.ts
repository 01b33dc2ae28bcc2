import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { coreKinds, coreSchemas } from './coreKinds';

const crdSchema = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({
        name: z.string(),
        schema: z
          .object({ openAPIV3Schema: z.record(z.string(), z.unknown()) })
          .optional(),
      }),
    ),
  }),
});

const listSchema = z.object({
  kind: z.literal('List'),
  items: z.array(z.unknown()),
});

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
});

const MOST_FAULTS = 5;

/**
 * Schemas of manifests: those of CustomResourceDefinitions in a folder, and the basics of Kubernetes' own kinds.
 */
export class ManifestSchemas {
  readonly #ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
  });
  readonly #schemas: ReadonlyMap<string, object>;
  readonly #groups: ReadonlySet<string>;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(crds: readonly unknown[]) {
    const schemas = new Map<string, object>(Object.entries(coreSchemas));
    const groups = new Set<string>();
    for (const crd of crds) {
      const { data } = crdSchema.safeParse(crd);
      if (!data) continue;
      const { group, names, versions } = data.spec;
      groups.add(group);
      for (const { name, schema } of versions) {
        schemas.set(
          `${group}/${name} ${names.kind}`,
          withApiFields(schema?.openAPIV3Schema ?? {}),
        );
      }
    }
    this.#schemas = schemas;
    this.#groups = groups;
  }

  /** Reads the CustomResourceDefinitions of all YAML files in a folder. */
  static async read(folder: string): Promise<ManifestSchemas> {
    const names = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name));
    const documents = await Promise.all(
      names.sort().map(async name => {
        const text = await readFile(join(folder, name), 'utf8');
        return parseAllDocuments(text).map(document =>
          document.toJS({ maxAliasCount: 10_000 }),
        );
      }),
    );
    const crds = documents
      .flat()
      .flatMap(
        (document: unknown) =>
          listSchema.safeParse(document).data?.items ?? [document],
      );
    return new ManifestSchemas(crds);
  }

  /** What is wrong with a document; nothing for a fragment, and for a kind that nobody here knows. */
  check(document: unknown): string[] {
    const { data } = manifestSchema.safeParse(document);
    if (!data) return [];
    const list = listSchema.safeParse(data);
    if (list.success) return list.data.items.flatMap(item => this.check(item));
    const { apiVersion, kind } = data;
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    const isCore = !group.includes('.') || coreKinds.groups.has(group);
    const name = `${apiVersion} ${kind}`;
    const schema = this.#schemas.get(name);
    if (!schema) {
      if (coreKinds.names.has(name)) return [];
      return isCore || this.#groups.has(group)
        ? [`there is no kind ${kind} in ${apiVersion}`]
        : [];
    }
    let validate = this.#compiled.get(name);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(name, validate);
    }
    if (validate(data)) return [];
    const faults = new Set(
      (validate.errors ?? []).map(error => `${kind}: ${faultText(error)}`),
    );
    return [...faults].slice(0, MOST_FAULTS);
  }
}

function faultText({ instancePath, message, params }: ErrorObject): string {
  const field = instancePath
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/\//g, '.')
    .replace(/^\./, '');
  const extra =
    'additionalProperty' in params ? ` "${params.additionalProperty}"` : '';
  return `${field || 'the object'} ${message ?? 'is not valid'}${extra}`;
}

/** What every object has; unknown fields are refused as `kubectl --validate=strict` does. */
function withApiFields(schema: Record<string, unknown>): object {
  const strict = strictSchema(schema);
  const properties =
    'properties' in strict && typeof strict.properties === 'object'
      ? strict.properties
      : {};
  return {
    ...strict,
    type: 'object',
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
    },
  };
}

function strictSchema(schema: unknown): Record<string, unknown> {
  if (typeof schema !== 'object' || schema === null) return {};
  const node: Record<string, unknown> = { ...schema };
  for (const key of ['properties', 'additionalProperties', 'items'] as const) {
    const value = node[key];
    if (typeof value !== 'object' || value === null) continue;
    node[key] =
      key === 'properties'
        ? Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [
              name,
              strictSchema(inner),
            ]),
          )
        : strictSchema(value);
  }
  // CRDs have the syntax of RE2, of which a few things are not that of JavaScript.
  if (typeof node.pattern === 'string' && !isRegExp(node.pattern)) {
    delete node.pattern;
  }
  if (node['x-kubernetes-int-or-string'] === true) {
    delete node.type;
    delete node.anyOf;
    return { ...node, type: ['integer', 'string'] };
  }
  if (
    node.properties !== undefined &&
    node.additionalProperties === undefined &&
    node['x-kubernetes-preserve-unknown-fields'] !== true &&
    node['x-kubernetes-embedded-resource'] !== true
  ) {
    node.additionalProperties = false;
  }
  return node;
}

function isRegExp(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
