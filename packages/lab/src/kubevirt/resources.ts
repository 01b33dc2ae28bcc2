import type { ResourceId } from '../kubernetes/KubernetesApi';

function core(plural: string): ResourceId {
  return { group: '', version: 'v1', plural };
}

function kubevirt(plural: string): ResourceId {
  return { group: 'kubevirt.io', version: 'v1', plural };
}

function cdi(plural: string): ResourceId {
  return { group: 'cdi.kubevirt.io', version: 'v1beta1', plural };
}

function instancetype(plural: string): ResourceId {
  return { group: 'instancetype.kubevirt.io', version: 'v1beta1', plural };
}

export const VIRTUAL_MACHINES = kubevirt('virtualmachines');
export const VIRTUAL_MACHINE_INSTANCES = kubevirt('virtualmachineinstances');
export const MIGRATIONS = kubevirt('virtualmachineinstancemigrations');
export const KUBEVIRTS = kubevirt('kubevirts');
export const DATA_VOLUMES = cdi('datavolumes');
export const DATA_SOURCES = cdi('datasources');
export const STORAGE_PROFILES = cdi('storageprofiles');
export const CDI_CONFIGS = cdi('cdiconfigs');
export const CLUSTER_INSTANCETYPES = instancetype(
  'virtualmachineclusterinstancetypes',
);
export const CLUSTER_PREFERENCES = instancetype(
  'virtualmachineclusterpreferences',
);
export const INSTANCETYPES = instancetype('virtualmachineinstancetypes');
export const PREFERENCES = instancetype('virtualmachinepreferences');
export const CLAIMS = core('persistentvolumeclaims');
export const PODS = core('pods');
export const NODES = core('nodes');
export const EVENTS = core('events');
export const NAMESPACES = core('namespaces');
export const STORAGE_CLASSES: ResourceId = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
};
export const CONTROLLER_REVISIONS: ResourceId = {
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
};
export const CUSTOM_RESOURCE_DEFINITIONS: ResourceId = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
};
