import { ServiceUnavailableError } from '@backstage/errors';
import {
  Demand,
  RequestCluster,
  sumOfDemands,
} from '@naru/plugin-clusters-node';
import {
  Manifest,
  ManifestFault,
  ManifestValidator,
} from '@naru/plugin-gitops-node';
import { KubevirtInventory } from '@naru/plugin-kubevirt-node';
import { RequestPolicy } from './RequestPolicy';
import { checkCloudInit } from './rules/cloudInitRules';
import { checkImages } from './rules/imageRules';
import { checkQuota, demandOf } from './rules/quotaRules';
import {
  RuleFault,
  VirtualMachineManifest,
  virtualMachineManifestSchema,
} from './rules/VirtualMachineManifest';
import { checkWiring } from './rules/wiringRules';

const KIND = { group: 'kubevirt.io', version: 'v1', kind: 'VirtualMachine' };
/** Names get suffixes: of disks, of launcher pods. */
const MAX_NAME_LENGTH = 50;
/** These are kept by Git and by a person's power button alike. */
const RUN_STRATEGIES = ['RerunOnFailure', 'Manual'];

/** The rules for VirtualMachines. */
export class VirtualMachineValidator implements ManifestValidator {
  readonly id = 'kubevirt';
  readonly #inventory: KubevirtInventory;
  readonly #cluster: RequestCluster;
  readonly #policy: RequestPolicy;

  constructor(options: {
    inventory: KubevirtInventory;
    cluster: RequestCluster;
    policy: RequestPolicy;
  }) {
    this.#inventory = options.inventory;
    this.#cluster = options.cluster;
    this.#policy = options.policy;
  }

  async validate(manifests: Manifest[]): Promise<ManifestFault[]> {
    const machines = manifests.filter(isVirtualMachine);
    if (machines.length === 0) {
      return [];
    }
    const schema = await this.#cluster.findSchema(KIND);
    if (!schema) {
      throw new ServiceUnavailableError(
        `The request cannot be checked: cluster ${
          this.#policy.cluster
        } does not know VirtualMachines, KubeVirt is not there. Nothing was written.`,
      );
    }
    const faults: ManifestFault[] = [];
    const demands = new Map<string, Demand[]>();
    for (const manifest of machines) {
      const add = (found: RuleFault[]) =>
        faults.push(...found.map(fault => ({ ...fault, path: manifest.path })));
      add(
        schema.validate(manifest.object).map(({ field, message }) => ({
          rule: 'SCHEMA',
          field,
          message: `${message}.`,
        })),
      );
      add(checkPlace(manifest));
      add(this.#checkNames(manifest));
      const parsed = virtualMachineManifestSchema.safeParse(manifest.object);
      if (parsed.success) {
        add(this.#checkMachine(parsed.data));
        const namespace = manifest.metadata.namespace ?? '';
        demands.set(namespace, [
          ...(demands.get(namespace) ?? []),
          demandOf(parsed.data),
        ]);
      }
    }
    for (const [namespace, list] of demands) {
      if (isLabel(namespace)) {
        const found = checkQuota(
          sumOfDemands(list),
          await this.#cluster.quotas(namespace),
        );
        faults.push(
          ...found.map(fault => ({ ...fault, path: machines[0].path })),
        );
      }
    }
    return faults;
  }

  #checkMachine(machine: VirtualMachineManifest): RuleFault[] {
    const { runStrategy } = machine.spec;
    return [
      ...checkWiring(machine),
      ...checkImages(machine, this.#contents().goldenImages, this.#policy),
      ...checkCloudInit(machine),
      ...(runStrategy && RUN_STRATEGIES.includes(runStrategy)
        ? []
        : [
            {
              rule: 'VAL-052',
              field: 'spec.runStrategy',
              message: `must be ${RUN_STRATEGIES.join(
                ' or ',
              )}: Argo CD would undo start and stop of any other.`,
            },
          ]),
    ];
  }

  #checkNames({ metadata }: Manifest): RuleFault[] {
    const { name, namespace } = metadata;
    const taken = this.#contents().virtualMachines.some(
      machine => machine.name === name && machine.namespace === namespace,
    );
    return [
      ...(name.length > MAX_NAME_LENGTH || !isLabel(name)
        ? [
            {
              rule: 'VAL-010',
              field: 'metadata.name',
              message: `must be 1 to ${MAX_NAME_LENGTH} lower-case letters, digits and dashes, beginning and ending with a letter or digit.`,
            },
          ]
        : []),
      ...(taken
        ? [
            {
              rule: 'VAL-011',
              field: 'metadata.name',
              message: `the name ${name} is taken in namespace ${namespace} of cluster ${
                this.#policy.cluster
              }. Choose another name.`,
            },
          ]
        : []),
    ];
  }

  #contents() {
    const { cluster } = this.#policy;
    const contents = this.#inventory
      .contents()
      .find(({ state }) => state.name === cluster);
    if (!contents?.complete) {
      throw new ServiceUnavailableError(
        `The request cannot be checked: what is on cluster ${cluster} is not known yet. Try again in a moment. Nothing was written.`,
      );
    }
    return contents;
  }
}

/** One machine a file, named after it, among the machines of its team. */
function checkPlace({ path, metadata }: Manifest): RuleFault[] {
  const [file, , area] = path.split('/').reverse();
  return area === 'vms' && file === `${metadata.name}.yaml`
    ? []
    : [
        {
          rule: 'VAL-001',
          field: path,
          message: `must be kubernetes/<environment>/vms/<team>/${metadata.name}.yaml.`,
        },
      ];
}

/** Whether a manifest is one of a KubeVirt VirtualMachine. */
export function isVirtualMachine({ kind, apiVersion }: Manifest): boolean {
  return kind === 'VirtualMachine' && apiVersion.startsWith('kubevirt.io/');
}

function isLabel(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}
