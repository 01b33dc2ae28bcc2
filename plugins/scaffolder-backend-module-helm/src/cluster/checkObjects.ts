import { pathSegment, RequestCluster } from '@naru/plugin-clusters-node';
import { setImmediate } from 'node:timers/promises';
import { ReleaseFault } from '../release/Release';
import { RenderedObject } from '../release/RenderedObject';
import { faultOf, RuleContext } from '../rules/RuleContext';

/** Every object is one that the cluster takes, by its own schema. */
export async function checkSchemas(
  { objects }: RuleContext,
  cluster: RequestCluster,
): Promise<ReleaseFault[]> {
  const faults = await Promise.all(
    objects.map(async object => {
      const { group, kind, apiVersion } = object;
      const version = apiVersion.split('/').at(-1) ?? '';
      const schema = await cluster.findSchema({ group, version, kind });
      if (!schema) {
        return [
          faultOf(object, {
            rule: 'SCHEMA',
            message: `cluster ${cluster.name} does not know ${kind} of ${apiVersion}.`,
            messageKo: `클러스터 ${cluster.name}에는 ${apiVersion} ${kind}이(가) 없습니다.`,
          }),
        ];
      }
      return schema.validate(object.object).map(({ field, message }) =>
        faultOf(object, {
          rule: 'SCHEMA',
          values: valuesOf(object),
          message: `${field || 'the object'} ${message}.`,
          messageKo: `${field || '오브젝트'}: ${message}`,
        }),
      );
    }),
  );
  return faults.flat();
}

/** Kinds that the base charts make. */
const USUAL_KINDS = [
  [
    '',
    'v1',
    ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount'],
  ],
  ['apps', 'v1', ['Deployment']],
  ['autoscaling', 'v2', ['HorizontalPodAutoscaler']],
  ['external-secrets.io', 'v1', ['ExternalSecret']],
  ['monitoring.coreos.com', 'v1', ['ServiceMonitor']],
  ['networking.istio.io', 'v1', ['VirtualService']],
  ['networking.k8s.io', 'v1', ['NetworkPolicy']],
  ['policy', 'v1', ['PodDisruptionBudget']],
] as const;

/** Reads the schemas of what the base charts make, so that they are there when they are needed. */
export async function readSchemas(cluster: RequestCluster): Promise<void> {
  for (const [group, version, kinds] of USUAL_KINDS) {
    for (const kind of kinds) {
      const schema = await cluster.findSchema({ group, version, kind });
      // The first use compiles it.
      schema?.validate({});
      await setImmediate();
    }
  }
}

/**
 * VAL-011: no Deployment or Service of that name is there, nor an Application. One that Argo CD has from elsewhere, e.g. of a generator, would be taken
 * over, and what it deployed be deleted.
 */
export async function checkNamesFree(
  release: RuleContext['release'],
  cluster: RequestCluster,
): Promise<ReleaseFault[]> {
  const { app, manifest, namespace } = release;
  const { name: application, namespace: argocd = 'argocd' } = manifest.metadata;
  const objects = [
    { kind: 'Deployment', api: 'apis/apps/v1', namespace, name: app },
    { kind: 'Service', api: 'api/v1', namespace, name: app },
    {
      kind: 'Application',
      api: 'apis/argoproj.io/v1alpha1',
      namespace: argocd,
      name: application,
    },
  ];
  const taken = await Promise.all(
    objects.map(async object => {
      const { kind, api, name } = object;
      const path = `/${api}/namespaces/${pathSegment(
        object.namespace,
      )}/${kind.toLocaleLowerCase('en-US')}s/${pathSegment(name)}`;
      return (await cluster.find(`${kind} ${name}`, path)) === undefined
        ? []
        : [object];
    }),
  );
  return taken.flat().map(object => {
    const { kind, name } = object;
    return {
      rule: 'VAL-011',
      field: 'metadata.name',
      message: `${object.namespace} of cluster ${cluster.name} has the ${kind} ${name} already. Choose another name.`,
      messageKo: `클러스터 ${cluster.name}의 ${object.namespace}에 ${kind} ${name}이(가) 이미 있습니다. 다른 이름을 골라 주세요.`,
    };
  });
}

/** Value that an object of a base chart comes from. */
function valuesOf(object: RenderedObject): string | undefined {
  switch (object.kind) {
    case 'HorizontalPodAutoscaler':
      return 'autoscaling';
    case 'PersistentVolumeClaim':
      return 'storage';
    case 'ExternalSecret':
      return 'secrets';
    case 'ServiceMonitor':
      return 'metrics';
    case 'VirtualService':
      return 'host';
    case 'NetworkPolicy':
      return 'allowTo';
    case 'ConfigMap':
      return 'env';
    default:
      return undefined;
  }
}
