/**
 * `spec.type` of the Resource entity of a KubeVirt VirtualMachine.
 *
 * @public
 */
export const VIRTUAL_MACHINE_ENTITY_TYPE = 'virtual-machine';

/**
 * `spec.type` of the Resource entity of a golden image (a CDI DataSource).
 *
 * @public
 */
export const GOLDEN_IMAGE_ENTITY_TYPE = 'golden-image';

/**
 * `spec.type` of the Resource entity of a Kubernetes cluster.
 *
 * @public
 */
export const CLUSTER_ENTITY_TYPE = 'kubernetes-cluster';

/**
 * Whether a catalog entity stands for a KubeVirt VirtualMachine.
 *
 * @public
 */
export function isVirtualMachineEntity(entity: {
  kind: string;
  spec?: object;
}): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec !== undefined &&
    'type' in entity.spec &&
    entity.spec.type === VIRTUAL_MACHINE_ENTITY_TYPE
  );
}
