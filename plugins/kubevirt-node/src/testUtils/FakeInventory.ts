import { ClusterState, PowerAction } from '@naru/plugin-kubevirt-common';
import {
  ClusterContents,
  InventoryChange,
  KubevirtInventory,
} from '../inventory/KubevirtInventory';
import {
  GoldenImage,
  InventoryVirtualMachine,
} from '../model/InventoryVirtualMachine';

/**
 * An inventory that holds what a test puts into it.
 *
 * @public
 */
export class FakeInventory implements KubevirtInventory {
  /** State of the one cluster. */
  state: ClusterState = { name: 'prod7', title: 'prod7', phase: 'live' };
  complete = true;
  goldenImages: GoldenImage[] = [];
  /** All accepted power actions. */
  readonly powerCalls: { entityRef: string; action: PowerAction }[] = [];
  /** What the next power action fails with. */
  powerError: Error | undefined;
  readonly #machines = new Map<string, InventoryVirtualMachine>();
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  constructor(machines: InventoryVirtualMachine[] = []) {
    this.set(...machines);
  }

  /** Adds or replaces machines without telling. */
  set(...machines: InventoryVirtualMachine[]): void {
    for (const machine of machines) {
      this.#machines.set(machine.entityRef, machine);
    }
  }

  /** Removes machines without telling. */
  delete(...entityRefs: string[]): void {
    for (const ref of entityRefs) {
      this.#machines.delete(ref);
    }
  }

  /** Tells the subscribers of a change. */
  tell(change: Partial<InventoryChange>): void {
    for (const listener of this.#listeners) {
      listener({
        changed: [],
        removed: [],
        images: false,
        clusters: false,
        ...change,
      });
    }
  }

  clusters(): ClusterState[] {
    return [this.state];
  }

  virtualMachines(): InventoryVirtualMachine[] {
    return [...this.#machines.values()];
  }

  virtualMachine(entityRef: string): InventoryVirtualMachine | undefined {
    return this.#machines.get(entityRef);
  }

  contents(): ClusterContents[] {
    const { name } = this.state;
    return [
      {
        state: this.state,
        entity: {
          namespace: 'default',
          name,
          entityRef: `resource:default/${name}`,
        },
        complete: this.complete,
        virtualMachines: this.virtualMachines(),
        goldenImages: this.goldenImages,
      },
    ];
  }

  subscribe(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async changePower(entityRef: string, action: PowerAction): Promise<void> {
    if (this.powerError) {
      throw this.powerError;
    }
    this.powerCalls.push({ entityRef, action });
  }
}

/**
 * A running VirtualMachine of team1, as the inventory describes it.
 *
 * @public
 */
export function createInventoryVirtualMachine(
  overrides: Partial<InventoryVirtualMachine> = {},
): InventoryVirtualMachine {
  const { namespace = 'team1-staging', name = 'web-01' } = overrides;
  return {
    entityRef: `resource:${namespace}/${name}`,
    cluster: 'prod7',
    namespace,
    name,
    owner: 'group:default/team1',
    status: 'Running',
    ready: true,
    paused: false,
    runStrategy: 'RerunOnFailure',
    node: 'node-1',
    ip: '10.244.0.5',
    ips: ['10.244.0.5'],
    cpu: 2,
    memoryBytes: 4 * 2 ** 30,
    diskBytes: 20 * 2 ** 30,
    image: {
      title: 'Ubuntu 24.04 LTS',
      entityRef: 'resource:golden-images/ubuntu-24-04',
    },
    createdAt: '2026-03-01T09:00:00Z',
    environment: 'staging',
    conditions: [{ type: 'Ready', status: 'True' }],
    disks: [],
    interfaces: [],
    guest: { agentConnected: true },
    power: {
      start: { possible: false, interrupts: false, reason: 'already-running' },
      stop: { possible: true, interrupts: true },
      restart: { possible: true, interrupts: true },
    },
    decided: {
      cpu: 2,
      memoryBytes: 4 * 2 ** 30,
      diskBytes: 20 * 2 ** 30,
      labels: {},
    },
    ...overrides,
  };
}
