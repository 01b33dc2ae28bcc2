import type { ResourceId } from '../../kubernetes/KubernetesApi';
import {
  type ApplicationCondition,
  type ApplicationSpec,
  sourcesOf,
} from '../model/Application';
import type { AppProject } from '../model/AppProject';
import { matchesGlob } from './matchesGlob';

/** The cluster that Argo CD runs in, by its two names. */
export const IN_CLUSTER = {
  server: 'https://kubernetes.default.svc',
  name: 'in-cluster',
};

/** What is wrong with an Application before anything is compared; empty when it is well. */
export function specProblems(
  spec: ApplicationSpec,
  project: AppProject | undefined,
): ApplicationCondition[] {
  if (!project) {
    return [
      invalid(
        `Application referencing project ${spec.project} which does not exist`,
      ),
    ];
  }
  const sources = sourcesOf(spec);
  const isIncomplete = (source: (typeof sources)[number]) =>
    source.repoURL === '' || !(source.path || source.chart || source.ref);
  if (sources.length === 0 || sources.some(isIncomplete)) {
    return [
      invalid(
        'spec.source.repoURL and either spec.source.path or spec.source.chart are required',
      ),
    ];
  }
  return [
    ...sources
      .filter(source => !permits(project.spec.sourceRepos, source.repoURL))
      .map(source =>
        invalid(
          `application repo ${source.repoURL} is not permitted in project '${project.name}'`,
        ),
      ),
    ...destinationProblems(spec, project),
  ];
}

/** Whether objects may go to the namespace, in the only cluster there is. */
export function permitsNamespace(
  project: AppProject,
  namespace: string,
): boolean {
  const matching = (project.spec.destinations ?? []).filter(
    destination =>
      (destination.server
        ? matchesGlob(destination.server.replace(/^!/, ''), IN_CLUSTER.server)
        : matchesGlob(destination.name ?? '', IN_CLUSTER.name)) &&
      matchesGlob((destination.namespace ?? '').replace(/^!/, ''), namespace),
  );
  const denies = (destination: (typeof matching)[number]) =>
    destination.namespace?.startsWith('!') ||
    destination.server?.startsWith('!');
  return matching.length > 0 && !matching.some(denies);
}

/** Whether the project may touch objects of a kind. */
export function permitsKind(
  project: AppProject,
  resource: Pick<ResourceId, 'group'> & { kind: string },
  isNamespaced: boolean,
): boolean {
  const isListed = (
    list: { group: string; kind: string }[] | undefined,
  ): boolean =>
    (list ?? []).some(
      entry =>
        matchesGlob(entry.group, resource.group) &&
        matchesGlob(entry.kind, resource.kind),
    );
  const { spec } = project;
  if (isNamespaced) {
    return (
      (!spec.namespaceResourceWhitelist ||
        isListed(spec.namespaceResourceWhitelist)) &&
      !isListed(spec.namespaceResourceBlacklist)
    );
  }
  return (
    isListed(spec.clusterResourceWhitelist) &&
    !isListed(spec.clusterResourceBlacklist)
  );
}

function destinationProblems(
  spec: ApplicationSpec,
  project: AppProject,
): ApplicationCondition[] {
  const { server, name, namespace = '' } = spec.destination;
  if (server && name) {
    return [
      invalid(
        `application destination can't have both name and server defined: ${name} ${server}`,
      ),
    ];
  }
  if (!server && !name) {
    return [invalid('Destination server missing from app spec')];
  }
  if (name && name !== IN_CLUSTER.name) {
    return [invalid(`there are no clusters with this name: ${name}`)];
  }
  if (server && server !== IN_CLUSTER.server) {
    return [
      invalid(
        `error getting cluster by server "${server}": rpc error: code = NotFound desc = cluster "${server}" not found`,
      ),
    ];
  }
  return permitsNamespace(project, namespace)
    ? []
    : [
        invalid(
          `application destination server '${IN_CLUSTER.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${project.name}'`,
        ),
      ];
}

function invalid(message: string): ApplicationCondition {
  return { type: 'InvalidSpecError', message };
}

function permits(patterns: string[] | undefined, value: string): boolean {
  const list = patterns ?? [];
  return (
    list.some(
      pattern => !pattern.startsWith('!') && matchesGlob(pattern, value),
    ) &&
    !list.some(
      pattern =>
        pattern.startsWith('!') && matchesGlob(pattern.slice(1), value),
    )
  );
}
