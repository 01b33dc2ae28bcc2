import { InstanceObject } from '../objects/InstanceObject';
import { InstancetypeObject } from '../objects/supportingObjects';
import { VirtualMachineObject } from '../objects/VirtualMachineObject';
import { parseQuantity } from '@naru/plugin-clusters-node';

/** CPUs and memory of a machine; a part that nothing tells is absent. */
export interface MachineSize {
  cpu?: number;
  memoryBytes?: number;
}

type Domain = NonNullable<
  NonNullable<VirtualMachineObject['spec']['template']>['spec']['domain']
>;

/**
 * The size that the manifest asks for: that of its instancetype, else what the template says.
 *
 * @param instancetype - the one that the machine names, when it is known
 */
export function declaredSize(
  object: VirtualMachineObject,
  instancetype: InstancetypeObject | undefined,
): MachineSize {
  if (object.spec.instancetype) {
    return {
      cpu: instancetype?.spec.cpu.guest,
      memoryBytes: parseQuantity(instancetype?.spec.memory.guest),
    };
  }
  return domainSize(object.spec.template?.spec.domain);
}

/** The size that the running instance has; only of use when the manifest does not tell. */
export function runningSize(instance: InstanceObject | undefined): MachineSize {
  return instance ? domainSize(instance.spec?.domain) : {};
}

function domainSize(domain: Domain | undefined): MachineSize {
  if (!domain) {
    return {};
  }
  const { requests, limits } = domain.resources ?? {};
  const { cores, sockets, threads } = domain.cpu ?? {};
  const topology =
    cores === undefined && sockets === undefined && threads === undefined
      ? undefined
      : (cores ?? 1) * (sockets ?? 1) * (threads ?? 1);
  const shares = parseQuantity(requests?.cpu ?? limits?.cpu);
  return {
    // KubeVirt gives one core when nothing is said.
    cpu: topology || (shares === undefined ? 1 : Math.ceil(shares)),
    memoryBytes: parseQuantity(
      domain.memory?.guest ?? requests?.memory ?? limits?.memory,
    ),
  };
}
