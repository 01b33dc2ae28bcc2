import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import {
  ARGOCD_NAMESPACE,
  type Environment,
  ENVIRONMENTS,
  PLATFORM_NAMESPACES,
} from './platform';

/** Where Argo CD reads from and writes to. */
export interface ArgoCdTarget {
  /** Address that Argo CD clones the GitOps repository from. */
  repositoryUrl: string;
  /** Address of the cluster as Argo CD knows it. */
  clusterServer: string;
}

const API_VERSION = 'argoproj.io/v1alpha1';
/** Only the platform may set limits. An application brings the NetworkPolicy of its own pods with it. */
const GUARDRAILS = [
  { group: '', kind: 'ResourceQuota' },
  { group: '', kind: 'LimitRange' },
];

/** A sync that fails is tried again, with the commit that is then the newest. */
const RETRY = {
  limit: 5,
  backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
  refresh: true,
};

/** Folder of Applications that people ask for. */
const APPLICATIONS_FOLDER = 'argocd/applications';

/** The three projects: who may put what where. */
export function appProjects(target: ArgoCdTarget): KubernetesObject[] {
  const { repositoryUrl, clusterServer } = target;
  const project = (
    name: string,
    description: string,
    namespaces: string[],
    rest: Record<string, unknown>,
  ): KubernetesObject => ({
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: { name, namespace: ARGOCD_NAMESPACE },
    spec: {
      description,
      sourceRepos: [repositoryUrl],
      destinations: namespaces.map(namespace => ({
        namespace,
        server: clusterServer,
      })),
      ...rest,
    },
  });
  const everything = { clusterResourceWhitelist: [{ group: '*', kind: '*' }] };
  return [
    project(
      'infrastructure',
      'Databases, cache, storage and registry',
      ['databases', 'redis', 'logging', 'harbor', 'longhorn-system'],
      everything,
    ),
    project(
      'platform',
      'Mesh, monitoring, secrets, DNS, tenants and golden images',
      [
        ...PLATFORM_NAMESPACES.map(({ name }) => name),
        '*-staging',
        '*-production',
      ],
      everything,
    ),
    project(
      'apps',
      'Applications and virtual machines of the teams',
      ['*-staging', '*-production'],
      {
        clusterResourceWhitelist: [],
        namespaceResourceBlacklist: GUARDRAILS,
      },
    ),
  ];
}

/** Watches the folder of Applications, so that a merged file becomes an Application. */
export function rootApplication({
  repositoryUrl,
  clusterServer,
}: ArgoCdTarget): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name: 'applications',
      namespace: ARGOCD_NAMESPACE,
      annotations: { 'naru.io/owner': 'group:default/platform-team' },
    },
    spec: {
      project: 'platform',
      source: {
        repoURL: repositoryUrl,
        targetRevision: 'main',
        path: APPLICATIONS_FOLDER,
      },
      destination: { server: clusterServer, namespace: ARGOCD_NAMESPACE },
      syncPolicy: {
        // Without allowEmpty the last application could never be deleted.
        automated: { prune: true, selfHeal: true, allowEmpty: true },
        syncOptions: ['ServerSideApply=true'],
        retry: RETRY,
      },
    },
  };
}

/** One set for each environment: a directory per team becomes an application. */
export function applicationSets(target: ArgoCdTarget): KubernetesObject[] {
  return ENVIRONMENTS.map(environment => applicationSet(target, environment));
}

function applicationSet(
  { repositoryUrl, clusterServer }: ArgoCdTarget,
  environment: Environment,
): KubernetesObject {
  const team = '{{ .path.basename }}';
  const byItself = environment === 'staging';
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name: `vms-${environment}`, namespace: ARGOCD_NAMESPACE },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: repositoryUrl,
            revision: 'main',
            requeueAfterSeconds: 30,
            directories: [{ path: `kubernetes/${environment}/vms/*` }],
          },
        },
      ],
      // A directory lost by mistake must not take production machines and their disks with it.
      syncPolicy: { preserveResourcesOnDeletion: !byItself },
      template: {
        metadata: {
          name: `${team}-vms-${environment}`,
          labels: {
            'naru.io/team': team,
            'naru.io/environment': environment,
          },
          annotations: { 'naru.io/owner': `group:default/${team}` },
          ...(byItself
            ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] }
            : {}),
        },
        spec: {
          project: 'apps',
          source: {
            repoURL: repositoryUrl,
            targetRevision: 'main',
            path: '{{ .path.path }}',
          },
          destination: {
            server: clusterServer,
            namespace: `${team}-${environment}`,
          },
          // KubeVirt's webhook leaves an empty time stamp there; without this the machine would be OutOfSync for ever.
          ignoreDifferences: [
            {
              group: 'kubevirt.io',
              kind: 'VirtualMachine',
              jqPathExpressions: [
                '.spec.dataVolumeTemplates[]?.metadata.creationTimestamp',
              ],
            },
          ],
          syncPolicy: {
            // Without allowEmpty a team could never delete its last machine.
            ...(byItself
              ? { automated: { prune: true, selfHeal: true, allowEmpty: true } }
              : {}),
            syncOptions: [
              'CreateNamespace=true',
              'ServerSideApply=true',
              ...(byItself ? [] : ['PruneLast=true']),
            ],
            retry: RETRY,
          },
        },
      },
    },
  };
}

/** The Secret by which Argo CD knows how to clone the repository. */
export function repositorySecret(options: {
  repositoryUrl: string;
  username: string;
  token: string;
}): KubernetesObject {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'repo-platform-gitops',
      namespace: ARGOCD_NAMESPACE,
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    },
    type: 'Opaque',
    data: {
      type: encoded('git'),
      url: encoded(options.repositoryUrl),
      username: encoded(options.username),
      password: encoded(options.token),
    },
  };
}
