import { machine } from '../__fixtures__/machine';
import { demandOf } from './quotaRules';
import { virtualMachineManifestSchema } from './VirtualMachineManifest';

const Mi = 2 ** 20;
const demand = (object: unknown) =>
  demandOf(virtualMachineManifestSchema.parse(object));

describe('demandOf', () => {
  it('is what KubeVirt 1.7 asks for: 8484Mi and 400m for 8Gi and 4 cores, and the console log', () => {
    const { 'requests.memory': memory, 'requests.cpu': cpu } = demand(
      machine({ cores: 4, memory: '8Gi' }),
    );
    expect(memory).toBe(8484 * Mi + 35e6);
    expect(cpu).toBeCloseTo(0.405);
  });

  it('counts disks by their storage class', () => {
    expect(demand(machine({ disk: '30Gi' }))).toMatchObject({
      'requests.storage': 30 * 1024 * Mi,
      'longhorn-vm.storageclass.storage.k8s.io/requests.storage':
        30 * 1024 * Mi,
      persistentvolumeclaims: 1,
      pods: 1,
    });
  });

  it('takes what the machine asks for itself', () => {
    const vm: any = machine();
    vm.spec.template.spec.domain = {
      ...vm.spec.template.spec.domain,
      cpu: { cores: 2, sockets: 2, threads: 2 },
      memory: undefined,
      resources: {
        requests: { memory: '1Gi', cpu: '500m' },
        limits: { memory: '2Gi', cpu: 4 },
      },
    };
    const found = demand(vm);
    expect(found.cpu).toBeCloseTo(0.505);
    expect(found['limits.cpu']).toBeCloseTo(4.015);
    expect(found.memory).toBe((1024 + 2 + 220 + 64 + 8 + 16) * Mi + 35e6);
  });
});
