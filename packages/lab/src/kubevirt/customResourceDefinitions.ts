import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';
import { isObject, type Schema } from '../kubernetes/schema/Schema';
import { CUSTOM_RESOURCE_DEFINITIONS } from './resources';

const FOLDER = join(dirname(require.resolve('../../package.json')), 'crds');

const listSchema = z.object({
  items: z.array(z.custom<KubernetesObject>(isObject)),
});

const machineCrd = z.object({
  versions: z.array(
    z.object({
      name: z.string(),
      schema: z.object({ openAPIV3Schema: z.custom<Schema>(isObject) }),
    }),
  ),
});

let definitions: KubernetesObject[] | undefined;

/** The CustomResourceDefinitions of KubeVirt and CDI that the lab serves. Reading them takes a while, so it is done once. */
export function customResourceDefinitions(): KubernetesObject[] {
  definitions ??= readDefinitions();
  return definitions;
}

function readDefinitions(): KubernetesObject[] {
  const files = readdirSync(FOLDER).filter(file =>
    /^(kubevirt|cdi).*\.yaml$/.test(file),
  );
  return files.sort().flatMap(file => {
    // The schema of a guest stands in the files once, and is referred to many times.
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return listSchema.parse(parse(text, { maxAliasCount: -1 })).items;
  });
}

/** Adds those that the API does not have yet. */
export function installCustomResourceDefinitions(
  api: KubernetesApi,
  wanted: KubernetesObject[],
): void {
  for (const definition of wanted) {
    const { name } = definition.metadata;
    if (api.find(CUSTOM_RESOURCE_DEFINITIONS, undefined, name)) continue;
    api.create(CUSTOM_RESOURCE_DEFINITIONS, definition, {
      as: LAB_CONTROLLER,
    });
  }
}

/** The schema by which KubeVirt's webhooks read a VirtualMachine. */
export function machineSchemaOf(crds: KubernetesObject[]): Schema {
  const found = crds.find(
    ({ metadata }) => metadata.name === 'virtualmachines.kubevirt.io',
  );
  const { versions } = machineCrd.parse(found?.spec);
  return versions[0].schema.openAPIV3Schema;
}
