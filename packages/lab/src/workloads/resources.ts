import type { ResourceId } from '../kubernetes/KubernetesApi';

function core(plural: string): ResourceId {
  return { group: '', version: 'v1', plural };
}

function apps(plural: string): ResourceId {
  return { group: 'apps', version: 'v1', plural };
}

export const PODS = core('pods');
export const NODES = core('nodes');
export const SECRETS = core('secrets');
export const CONFIG_MAPS = core('configmaps');
export const SERVICES = core('services');
export const ENDPOINTS = core('endpoints');
export const CLAIMS = core('persistentvolumeclaims');
export const RESOURCE_QUOTAS = core('resourcequotas');
export const LIMIT_RANGES = core('limitranges');
export const DEPLOYMENTS = apps('deployments');
export const REPLICA_SETS = apps('replicasets');
export const STATEFUL_SETS = apps('statefulsets');
export const DAEMON_SETS = apps('daemonsets');
export const JOBS: ResourceId = {
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
};
export const AUTOSCALERS: ResourceId = {
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
};
export const DISRUPTION_BUDGETS: ResourceId = {
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
};
export const EXTERNAL_SECRETS: ResourceId = {
  group: 'external-secrets.io',
  version: 'v1',
  plural: 'externalsecrets',
};
