import type { AggregatedApi } from '../KubernetesApi';
import { compareVersions } from '../resources/customResources';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';

interface ServedResource {
  name: string;
  singularName: string;
  namespaced: boolean;
  kind: string;
  group?: string;
  version?: string;
  verbs: readonly string[];
  shortNames?: readonly string[];
  categories?: readonly string[];
}

interface ServedVersion {
  version: string;
  resources: ServedResource[];
}

interface ServedGroup {
  name: string;
  versions: ServedVersion[];
}

const READ_WRITE = ['get', 'patch', 'update'];

const REVIEWS: ServedGroup[] = [
  {
    name: 'authentication.k8s.io',
    versions: [
      {
        version: 'v1',
        resources: [review('SelfSubjectReview', false)],
      },
    ],
  },
  {
    name: 'authorization.k8s.io',
    versions: [
      {
        version: 'v1',
        resources: [
          review('LocalSubjectAccessReview', true),
          review('SelfSubjectAccessReview', false),
          review('SelfSubjectRulesReview', false),
          review('SubjectAccessReview', false),
        ],
      },
    ],
  },
];

function review(kind: string, namespaced: boolean): ServedResource {
  const singularName = kind.toLowerCase();
  return {
    name: `${singularName}s`,
    singularName,
    namespaced,
    kind,
    verbs: ['create'],
  };
}

/** The discovery documents, plain and aggregated, of what the server knows at the moment. */
export class Discovery {
  readonly #registry: ResourceRegistry;
  readonly #aggregated: readonly AggregatedApi[];

  constructor(options: {
    registry: ResourceRegistry;
    aggregated: readonly AggregatedApi[];
  }) {
    this.#registry = options.registry;
    this.#aggregated = options.aggregated;
  }

  /** Body of `/api`. */
  coreVersions(address: string): object {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [
        { clientCIDR: '0.0.0.0/0', serverAddress: address },
      ],
    };
  }

  /** Body of `/apis`. */
  groupList(): object {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: this.#groups()
        .filter(group => group.name !== '')
        .map(group => groupBody(group)),
    };
  }

  /** Body of `/apis/<group>`. */
  group(name: string): object | undefined {
    const group = this.#groups().find(item => item.name === name);
    return group && { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(group) };
  }

  /** Body of `/api/v1` and `/apis/<group>/<version>`. */
  resourceList(group: string, version: string): object | undefined {
    const served = this.#groups()
      .find(item => item.name === group)
      ?.versions.find(item => item.version === version);
    if (!served) return undefined;
    return {
      kind: 'APIResourceList',
      ...(group !== '' && { apiVersion: 'v1' }),
      groupVersion: group === '' ? version : `${group}/${version}`,
      resources: served.resources,
    };
  }

  /** Aggregated discovery of the core group (`/api`) or of all others (`/apis`). */
  aggregatedList(core: boolean, apiVersion: 'v2' | 'v2beta1'): object {
    return {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${apiVersion}`,
      metadata: {},
      items: this.#groups()
        .filter(group => (group.name === '') === core)
        .map(group => ({
          metadata: {
            ...(group.name !== '' && { name: group.name }),
            creationTimestamp: null,
          },
          versions: group.versions.map(item => ({
            version: item.version,
            resources: aggregatedResources(group.name, item),
            freshness: 'Current',
          })),
        })),
    };
  }

  #groups(): ServedGroup[] {
    const groups = new Map<string, ServedGroup>();
    const versionOf = (group: string, version: string): ServedVersion => {
      const known = groups.get(group) ?? { name: group, versions: [] };
      groups.set(group, known);
      const found = known.versions.find(item => item.version === version);
      if (found) return found;
      const made = { version, resources: [] };
      known.versions.push(made);
      known.versions.sort((a, b) => compareVersions(a.version, b.version));
      return made;
    };
    for (const definition of this.#registry.all()) {
      const { group, version } = definition.id;
      versionOf(group, version).resources.push(...resourcesOf(definition));
    }
    for (const api of this.#aggregated) {
      for (const version of api.versions) {
        versionOf(api.group, version).resources.push(...api.resources);
      }
    }
    for (const { name, versions } of REVIEWS) {
      for (const { version, resources } of versions) {
        versionOf(name, version).resources.push(...resources);
      }
    }
    for (const { versions } of groups.values()) {
      for (const { resources } of versions) {
        resources.sort((a, b) => (a.name < b.name ? -1 : 1));
      }
    }
    return [...groups.values()];
  }
}

function groupBody({ name, versions }: ServedGroup) {
  const entries = versions.map(({ version }) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

function resourcesOf(definition: ResourceDefinition): ServedResource[] {
  const { id, kind, namespaced } = definition;
  const main: ServedResource = {
    name: id.plural,
    singularName: definition.singular,
    namespaced,
    kind,
    verbs: definition.verbs,
    ...(definition.shortNames.length > 0 && {
      shortNames: definition.shortNames,
    }),
    ...(definition.categories.length > 0 && {
      categories: definition.categories,
    }),
  };
  const list = [main];
  if (definition.scale) {
    list.push({
      name: `${id.plural}/scale`,
      singularName: '',
      namespaced,
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: READ_WRITE,
    });
  }
  if (definition.statusSubresource) {
    list.push({
      name: `${id.plural}/status`,
      singularName: '',
      namespaced,
      kind,
      verbs: READ_WRITE,
    });
  }
  return list;
}

function aggregatedResources(group: string, served: ServedVersion): object[] {
  const kindOf = (resource: ServedResource) => ({
    group: resource.group ?? group,
    version: resource.version ?? served.version,
    kind: resource.kind,
  });
  const main = served.resources.filter(item => !item.name.includes('/'));
  const names = new Set(main.map(item => item.name));
  // A group that has subresources only, as KubeVirt's, names their parents without verbs.
  for (const { name, namespaced } of served.resources) {
    const [parent] = name.split('/');
    if (names.has(parent)) continue;
    names.add(parent);
    main.push({
      name: parent,
      singularName: '',
      namespaced,
      kind: '',
      verbs: [],
    });
  }
  return main.map(resource => ({
    resource: resource.name,
    responseKind: resource.kind === '' ? undefined : kindOf(resource),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singularName,
    verbs: resource.verbs.length === 0 ? null : resource.verbs,
    shortNames: resource.shortNames,
    categories: resource.categories,
    subresources: subresourcesOf(resource.name, served.resources).map(item => ({
      subresource: item.name.slice(resource.name.length + 1),
      responseKind: kindOf(item),
      verbs: item.verbs,
    })),
  }));
}

function subresourcesOf(
  name: string,
  resources: readonly ServedResource[],
): ServedResource[] {
  return resources.filter(item => item.name.startsWith(`${name}/`));
}
