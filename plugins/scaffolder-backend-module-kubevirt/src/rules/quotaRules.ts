import {
  Demand,
  findExceededQuotas,
  parseQuantity,
  Quota,
} from '@naru/plugin-clusters-node';
import { RuleFault, VirtualMachineManifest } from './VirtualMachineManifest';

const Mi = 2 ** 20;
/** CPU that a machine asks for is a tenth of its cores: KubeVirt's `cpuAllocationRatio`. */
const CPU_ALLOCATION_RATIO = 10;
/** The container that writes the serial console to the log. */
const CONSOLE_LOG = {
  cpu: 0.005,
  memory: 35e6,
  cpuLimit: 0.015,
  memoryLimit: 60e6,
};

/**
 * Works out what the pod and the disks of a machine take of a quota, as KubeVirt 1.7 does: launcher processes 220 MiB, 8 MiB for each vCPU and
 * one I/O thread, 16 MiB for a screen, and page tables of 1/512 of the memory.
 */
export function demandOf({ spec }: VirtualMachineManifest): Demand {
  const { domain } = spec.template.spec;
  const { requests, limits } = domain.resources ?? {};
  const vcpus =
    (domain.cpu?.cores ?? 1) *
    (domain.cpu?.sockets ?? 1) *
    (domain.cpu?.threads ?? 1);
  const guest =
    parseQuantity(domain.memory?.guest) ??
    parseQuantity(requests?.memory) ??
    parseQuantity(limits?.memory) ??
    0;
  const asked = parseQuantity(requests?.memory) ?? guest;
  const screen = domain.devices.autoattachGraphicsDevice === false ? 0 : 16;
  const tpm = domain.devices.tpm === undefined ? 0 : 53;
  const overhead = asked / 512 + (220 + 8 * vcpus + 8 + screen + tpm) * Mi;
  const memory = asked + overhead + CONSOLE_LOG.memory;
  const cpu =
    (parseQuantity(requests?.cpu) ?? vcpus / CPU_ALLOCATION_RATIO) +
    CONSOLE_LOG.cpu;
  const demand: Demand = {
    cpu,
    'requests.cpu': cpu,
    memory,
    'requests.memory': memory,
    // KubeVirt sets limits by itself where a quota asks for them.
    'limits.cpu': (parseQuantity(limits?.cpu) ?? vcpus) + CONSOLE_LOG.cpuLimit,
    'limits.memory':
      (parseQuantity(limits?.memory) ?? asked * 2) +
      overhead +
      CONSOLE_LOG.memoryLimit,
    pods: 1,
    'count/pods': 1,
    'count/virtualmachines.kubevirt.io': 1,
    persistentvolumeclaims: spec.dataVolumeTemplates.length,
    'requests.storage': 0,
  };
  for (const { spec: disk } of spec.dataVolumeTemplates) {
    const size = parseQuantity(disk.storage?.resources?.requests?.storage) ?? 0;
    demand['requests.storage'] += size;
    const storageClass = disk.storage?.storageClassName;
    if (storageClass) {
      const prefix = `${storageClass}.storageclass.storage.k8s.io`;
      const add = (key: string, more: number) => {
        demand[key] = (demand[key] ?? 0) + more;
      };
      add(`${prefix}/requests.storage`, size);
      add(`${prefix}/persistentvolumeclaims`, 1);
    }
  }
  return demand;
}

/** VAL-055 and the quota of VAL-051: the machine fits into what is left. */
export function checkQuota(demand: Demand, quotas: Quota[]): RuleFault[] {
  return findExceededQuotas(demand, quotas).map(
    ({ quota, resource, needed, left, limit }) => {
      const storage =
        resource.includes('storage') || resource === 'persistentvolumeclaims';
      return {
        rule: storage ? 'VAL-051' : 'VAL-055',
        field: storage
          ? 'spec.dataVolumeTemplates'
          : 'spec.template.spec.domain',
        message: `needs ${needed} of ${resource}${
          resource.includes('memory') ? ' with what KubeVirt adds' : ''
        }, and quota ${quota} has ${left} of ${limit} left. Choose a smaller size, or ask the platform team for more.`,
        messageKo: `${resource} ${needed}이(가) 필요한데${
          resource.includes('memory') ? '(KubeVirt가 더하는 몫 포함)' : ''
        } 쿼터 ${quota}에는 ${limit} 중 ${left}만 남았습니다. 더 작은 크기를 고르거나 플랫폼 팀에 늘려 달라고 해 주세요.`,
      };
    },
  );
}
