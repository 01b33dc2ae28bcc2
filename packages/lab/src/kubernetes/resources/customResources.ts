import { z } from 'zod';
import type { KubernetesObject } from '../KubernetesApi';
import { isObject, type Schema } from '../schema/Schema';
import { ALL_VERBS } from './builtinResources';
import {
  apiVersionOf,
  qualifiedName,
  type ResourceDefinition,
} from './ResourceDefinition';

const column = z.object({
  name: z.string(),
  type: z.string(),
  format: z.string().optional(),
  description: z.string().optional(),
  priority: z.number().optional(),
  jsonPath: z.string(),
});

const version = z.object({
  name: z.string(),
  served: z.boolean(),
  storage: z.boolean(),
  schema: z
    .object({ openAPIV3Schema: z.custom<Schema>(isObject).optional() })
    .optional(),
  subresources: z
    .object({
      status: z.unknown().optional(),
      scale: z
        .object({
          specReplicasPath: z.string(),
          statusReplicasPath: z.string(),
          labelSelectorPath: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
  additionalPrinterColumns: z.array(column).optional(),
});

/** What the server reads of a CRD. */
export const crdSpec = z.object({
  group: z.string(),
  scope: z.enum(['Namespaced', 'Cluster']),
  preserveUnknownFields: z.boolean().optional(),
  names: z.object({
    plural: z.string(),
    kind: z.string(),
    singular: z.string().optional(),
    listKind: z.string().optional(),
    shortNames: z.array(z.string()).optional(),
    categories: z.array(z.string()).optional(),
  }),
  versions: z.array(version).min(1),
});

/** Order of versions by the rule of Kubernetes: stable over beta over alpha, high numbers first. */
export function compareVersions(a: string, b: string): number {
  const rank = (text: string): number[] => {
    const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text);
    if (!match) return [0, 0, 0];
    const stage = { alpha: 1, beta: 2 }[match[2]] ?? 3;
    return [stage, Number(match[1]), Number(match[3] ?? 0)];
  };
  const [left, right] = [rank(a), rank(b)];
  for (let index = 0; index < 3; index++) {
    if (left[index] !== right[index]) return right[index] - left[index];
  }
  return a.localeCompare(b);
}

/** The kinds that a CustomResourceDefinition brings: one entry per served version. */
export function customResources(crd: KubernetesObject): ResourceDefinition[] {
  const spec = crdSpec.parse(crd.spec);
  const { names, group } = spec;
  const storage = spec.versions.find(item => item.storage) ?? spec.versions[0];
  const name = qualifiedName(group, names.plural);
  return spec.versions
    .filter(item => item.served)
    .sort((a, b) => compareVersions(a.name, b.name))
    .map(item => ({
      id: { group, version: item.name, plural: names.plural },
      kind: names.kind,
      listKind: names.listKind ?? `${names.kind}List`,
      singular: names.singular ?? names.kind.toLowerCase(),
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      namespaced: spec.scope === 'Namespaced',
      verbs: ALL_VERBS,
      custom: true,
      qualifiedName: name,
      storageKey: name,
      storageApiVersion: apiVersionOf({ group, version: storage.name }),
      statusSubresource: item.subresources?.status !== undefined,
      scale: item.subresources?.scale,
      columns: item.additionalPrinterColumns ?? [
        {
          name: 'Age',
          type: 'date',
          description:
            'CreationTimestamp is a timestamp representing the server time when this object was created.',
          jsonPath: '.metadata.creationTimestamp',
        },
      ],
      schema: item.schema?.openAPIV3Schema ?? {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    }));
}
