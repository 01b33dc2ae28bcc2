import { Entity } from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATION,
  CLUSTER_ENTITY_TYPE,
  DEFAULT_USER_ANNOTATION,
  GOLDEN_IMAGE_ENTITY_TYPE,
  MINIMUM_SIZE_ANNOTATION,
  NAME_ANNOTATION,
  NAMESPACE_ANNOTATION,
  REQUEST_ANNOTATION,
  REQUESTED_BY_ANNOTATION,
  SOURCE_FILE_ANNOTATION,
  VIRTUAL_MACHINE_ENTITY_TYPE,
} from '@naru/plugin-kubevirt-common';
import {
  ClusterContents,
  GoldenImage,
  InventoryVirtualMachine,
} from '@naru/plugin-kubevirt-node';
import { createResource } from './entityFrame';

const GIBIBYTE = 2 ** 30;
const MEBIBYTE = 2 ** 20;

/** The entity of a cluster; it comes from the config and so is there while the cluster cannot be reached. */
export function clusterEntity(
  cluster: Pick<ClusterContents, 'state' | 'entity'>,
  owner: string,
): Entity {
  const { name, title } = cluster.state;
  return createResource({
    namespace: cluster.entity.namespace,
    name: cluster.entity.name,
    title,
    origin: name,
    annotations: { [CLUSTER_ANNOTATION]: name },
    spec: { type: CLUSTER_ENTITY_TYPE, owner },
  });
}

/** The entity of a golden image. */
export function goldenImageEntity(
  image: GoldenImage,
  clusterRef: string,
): Entity {
  const { cluster, namespace, name, minimumSize, defaultUser } = image;
  return createResource({
    namespace: image.entity.namespace,
    name: image.entity.name,
    title: image.title,
    origin: `${cluster}/datasources/${namespace}/${name}`,
    annotations: {
      [CLUSTER_ANNOTATION]: cluster,
      [NAMESPACE_ANNOTATION]: namespace,
      [NAME_ANNOTATION]: name,
      [MINIMUM_SIZE_ANNOTATION]: minimumSize,
      [DEFAULT_USER_ANNOTATION]: defaultUser,
    },
    spec: {
      type: GOLDEN_IMAGE_ENTITY_TYPE,
      owner: image.owner,
      dependsOn: [clusterRef],
    },
  });
}

/**
 * The entity of a VirtualMachine: what people decided about it, nothing of its life.
 */
export function virtualMachineEntity(
  machine: InventoryVirtualMachine,
  clusterRef: string,
): Entity {
  const { cluster, namespace, name, decided, request, image } = machine;
  const [, place] = machine.entityRef.split(':');
  const [entityNamespace, entityName] = place.split('/');
  return createResource({
    namespace: entityNamespace,
    name: entityName,
    title: name,
    origin: `${cluster}/virtualmachines/${namespace}/${name}`,
    labels: decided.labels,
    annotations: {
      [CLUSTER_ANNOTATION]: cluster,
      [NAMESPACE_ANNOTATION]: namespace,
      [NAME_ANNOTATION]: name,
      [REQUEST_ANNOTATION]:
        request && `${request.repository}:${request.branch}`,
      [REQUESTED_BY_ANNOTATION]: request?.requestedBy,
      [SOURCE_FILE_ANNOTATION]: request?.sourceFile,
    },
    spec: {
      type: VIRTUAL_MACHINE_ENTITY_TYPE,
      owner: machine.owner,
      dependsOn: image?.entityRef
        ? [clusterRef, image.entityRef]
        : [clusterRef],
      cpu: decided.cpu,
      memory: sizeText(decided.memoryBytes),
      disk: sizeText(decided.diskBytes),
      image: image?.title,
    },
  });
}

function sizeText(bytes: number | undefined): string | undefined {
  if (bytes === undefined) {
    return undefined;
  }
  return bytes % GIBIBYTE === 0
    ? `${bytes / GIBIBYTE}Gi`
    : `${Math.round(bytes / MEBIBYTE)}Mi`;
}
