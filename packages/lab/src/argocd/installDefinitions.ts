import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';

const DIRECTORY = join(dirname(require.resolve('../../package.json')), 'crds');
const FILES = [
  'argocd-application.yaml',
  'argocd-applicationset.yaml',
  'argocd-appproject.yaml',
];

/** Makes the API serve Applications, ApplicationSets and AppProjects. */
export function installDefinitions(api: KubernetesApi): void {
  const resource = {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
  };
  for (const file of FILES) {
    const definition: KubernetesObject = parse(
      readFileSync(join(DIRECTORY, file), 'utf8'),
    );
    api.patch(
      resource,
      undefined,
      definition.metadata.name,
      'apply',
      definition,
      { as: LAB_CONTROLLER, fieldManager: 'argocd-installer', force: true },
    );
  }
}

/** Makes the namespace of Argo CD and its project `default`, in which everything is allowed. */
export function installDefaults(api: KubernetesApi, namespace: string): void {
  const objects: KubernetesObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ namespace: '*', server: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    },
  ];
  for (const object of objects) {
    const resource = api.resourceOf(object.apiVersion, object.kind);
    const { namespace: inside, name } = object.metadata;
    if (resource && !api.find(resource, inside, name)) {
      api.create(resource, object, { as: LAB_CONTROLLER });
    }
  }
}
