import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';
import type { ForgeServer } from '../forge/ForgeServer';
import { clusterObjects } from './clusterObjects';
import { gitopsRepositoryFiles } from './gitopsRepository';
import { nodeObjects } from './labOnlyObjects';
import { workloadObjects } from './workloadObjects';

/** Address of the cluster that Argo CD itself runs in, as it names it. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

const FIELD_MANAGER = 'naru-seed';

/**
 * Fills the lab: the GitOps repository once, the cluster's objects at each start (they follow the forge when its port moves).
 * What people changed besides is left alone.
 */
export async function seedDataCentre(options: {
  forge: ForgeServer;
  forgeUrl: string;
  api: KubernetesApi;
  /** Token by which Argo CD clones. */
  botToken: string;
}): Promise<void> {
  const { forge, forgeUrl, api, botToken } = options;
  const target = {
    repositoryUrl: `${forgeUrl}/platform/gitops.git`,
    clusterServer: IN_CLUSTER,
  };
  await forge.createRepository({
    owner: 'platform',
    name: 'gitops',
    description: 'What runs on prod7',
    files: gitopsRepositoryFiles(target),
    protectedBranch: 'main',
  });
  const now = new Date().toISOString().replace(/\.\d{3}Z$/, 'Z');
  for (const { object, status } of nodeObjects(now)) {
    apply(api, object);
    report(api, object, status);
  }
  for (const object of clusterObjects({
    ...target,
    repositoryUser: 'naru-bot',
    repositoryToken: botToken,
  }))
    apply(api, object);
  for (const object of workloadObjects()) apply(api, object);
}

function resourceOf(api: KubernetesApi, object: KubernetesObject) {
  const { apiVersion, kind } = object;
  const resource = api.resourceOf(apiVersion, kind);
  if (!resource)
    throw new Error(`The lab's cluster does not know ${apiVersion} ${kind}`);
  return resource;
}

function apply(api: KubernetesApi, object: KubernetesObject): void {
  const { name, namespace } = object.metadata;
  api.patch(resourceOf(api, object), namespace, name, 'apply', object, {
    as: LAB_CONTROLLER,
    fieldManager: FIELD_MANAGER,
    force: true,
  });
}

/** Writes what a kubelet or a controller would, once. */
function report(
  api: KubernetesApi,
  object: KubernetesObject,
  status: Record<string, unknown>,
): void {
  const { name, namespace } = object.metadata;
  api.patch(
    resourceOf(api, object),
    namespace,
    name,
    'merge',
    { status },
    { as: LAB_CONTROLLER, subresource: 'status' },
  );
}
