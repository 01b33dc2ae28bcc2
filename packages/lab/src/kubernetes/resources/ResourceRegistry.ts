import type { KubernetesObject, ResourceId } from '../KubernetesApi';
import { builtinResources } from './builtinResources';
import { customResources } from './customResources';
import { apiVersionOf, type ResourceDefinition } from './ResourceDefinition';

/** All kinds that the server knows at the moment. */
export class ResourceRegistry {
  readonly #byId = new Map<string, ResourceDefinition>();
  readonly #byKind = new Map<string, ResourceDefinition>();
  readonly #idsOfCrd = new Map<string, ResourceDefinition[]>();
  #generation = 0;

  static create(): ResourceRegistry {
    const registry = new ResourceRegistry();
    for (const definition of builtinResources()) registry.#add(definition);
    return registry;
  }

  /** Grows with every change; what is derived from the registry is kept by it. */
  get generation(): number {
    return this.#generation;
  }

  find(id: ResourceId): ResourceDefinition | undefined {
    return this.#byId.get(key(id));
  }

  findKind(apiVersion: string, kind: string): ResourceDefinition | undefined {
    return this.#byKind.get(`${apiVersion} ${kind}`);
  }

  /** Whether built-in kinds live in this group and version. */
  isBuiltinGroup({ group, version }: Omit<ResourceId, 'plural'>): boolean {
    return this.all().some(
      ({ custom, id }) =>
        !custom && id.group === group && id.version === version,
    );
  }

  /** Any version of the kind that is kept under this key, the preferred one first. */
  findStored(storageKey: string): ResourceDefinition | undefined {
    for (const definition of this.#byId.values()) {
      if (definition.storageKey === storageKey) return definition;
    }
    return undefined;
  }

  all(): ResourceDefinition[] {
    return [...this.#byId.values()];
  }

  /** Serves what the CRD describes, in place of what an earlier state of it described. */
  setCustom(crd: KubernetesObject): void {
    this.removeCustom(crd.metadata.name);
    const definitions = customResources(crd);
    this.#idsOfCrd.set(crd.metadata.name, definitions);
    for (const definition of definitions) this.#add(definition);
  }

  removeCustom(crdName: string): void {
    for (const definition of this.#idsOfCrd.get(crdName) ?? []) {
      this.#byId.delete(key(definition.id));
      this.#byKind.delete(`${apiVersionOf(definition.id)} ${definition.kind}`);
    }
    this.#idsOfCrd.delete(crdName);
    this.#generation++;
  }

  #add(definition: ResourceDefinition): void {
    this.#byId.set(key(definition.id), definition);
    this.#byKind.set(
      `${apiVersionOf(definition.id)} ${definition.kind}`,
      definition,
    );
    this.#generation++;
  }
}

function key(id: ResourceId): string {
  return `${id.group}/${id.version}/${id.plural}`;
}
