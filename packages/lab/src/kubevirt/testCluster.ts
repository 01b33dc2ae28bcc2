import { ManualClock } from '../clock/LabClock';
import { DefaultKubernetesApi } from '../kubernetes/DefaultKubernetesApi';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';
import { seededRandom } from '../random/seededRandom';
import type { ActionOptions } from './subresources/readOptions';
import { EventRecorder } from './EventRecorder';
import {
  CLAIMS,
  DATA_SOURCES,
  DATA_VOLUMES,
  EVENTS,
  NAMESPACES,
  NODES,
  PODS,
  STORAGE_CLASSES,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from './resources';
import { startKubevirt } from './startKubevirt';
import type { PowerCall } from './subresources/power';
import type {
  Claim,
  DataVolume,
  VirtualMachine,
  VirtualMachineInstance,
  VirtualMachineSpec,
} from './types';

const as = LAB_CONTROLLER;
const SPACE = 'team1-staging';

function rbac(plural: string) {
  return { group: 'rbac.authorization.k8s.io', version: 'v1', plural };
}

/** A small cluster with KubeVirt whose time a test moves by hand. */
export class TestCluster {
  readonly clock = new ManualClock();
  random = seededRandom(7);
  readonly #stateDir: string | undefined;
  #api: DefaultKubernetesApi;
  #kubevirt: { stop(): void };

  private constructor(stateDir: string | undefined) {
    const { clock, random } = this;
    this.#stateDir = stateDir;
    this.#api = DefaultKubernetesApi.create({ clock, random, stateDir });
    this.#kubevirt = startKubevirt({ api: this.#api, clock, random });
  }

  /**
   * With two nodes, a storage class, a golden image and the right to clone it. A state folder is needed for
   * {@link TestCluster.restart} only.
   */
  static create(options: { stateDir?: string } = {}): TestCluster {
    const cluster = new TestCluster(options.stateDir);
    const { api } = cluster;
    for (const name of [SPACE, 'golden-images']) {
      const metadata = { name };
      api.create(
        NAMESPACES,
        { apiVersion: 'v1', kind: 'Namespace', metadata },
        { as },
      );
    }
    cluster.addNode('node-1');
    cluster.addNode('node-2');
    cluster.#addStorage();
    cluster.run(1);
    return cluster;
  }

  get api(): KubernetesApi {
    return this.#api;
  }

  addNode(name: string, memory = '64Gi'): void {
    this.api.create(
      NODES,
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: { 'kubernetes.io/hostname': name } },
        status: {
          allocatable: { memory },
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      },
      { as },
    );
  }

  #addStorage(): void {
    const { api } = this;
    const namespace = 'golden-images';
    const name = 'ubuntu-24-04';
    api.create(
      STORAGE_CLASSES,
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'longhorn-vm' },
        provisioner: 'driver.longhorn.io',
        parameters: { migratable: 'true' },
      },
      { as },
    );
    api.create(
      CLAIMS,
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name, namespace },
        spec: {
          accessModes: ['ReadWriteMany'],
          storageClassName: 'longhorn-vm',
          resources: { requests: { storage: '10Gi' } },
        },
      },
      { as },
    );
    api.create(
      DATA_SOURCES,
      {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataSource',
        metadata: { name, namespace },
        spec: { source: { pvc: { name, namespace } } },
      },
      { as },
    );
    api.create(
      rbac('roles'),
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'clone', namespace },
        rules: [
          {
            apiGroups: ['cdi.kubevirt.io'],
            resources: ['datavolumes/source'],
            verbs: ['create'],
          },
        ],
      },
      { as },
    );
    api.create(
      rbac('rolebindings'),
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'clone', namespace },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'clone',
        },
        subjects: [
          {
            kind: 'Group',
            apiGroup: 'rbac.authorization.k8s.io',
            name: 'system:serviceaccounts',
          },
        ],
      },
      { as },
    );
  }

  /** Takes the right to clone the golden image away. */
  forbidCloning(): void {
    this.api.delete(rbac('rolebindings'), 'golden-images', 'clone', { as });
  }

  /** Lets lab time pass. */
  run(seconds: number): void {
    this.clock.advance(seconds);
  }

  /** Ends the lab and starts it again over what it kept. */
  restart(): void {
    this.close();
    // What starts anew throws its dice anew, and they fall as before.
    this.random = seededRandom(7);
    const { clock, random } = this;
    this.#api = DefaultKubernetesApi.create({
      clock,
      random,
      stateDir: this.#stateDir,
    });
    this.#kubevirt = startKubevirt({ api: this.#api, clock, random });
  }

  close(): void {
    this.#kubevirt.stop();
    this.#api.close();
  }

  /** Passes time until the machine has this status word, and returns the words on the way. */
  runUntil(name: string, word: string, most = 60): string[] {
    const words: string[] = [];
    for (let tenth = 0; tenth < most * 10; tenth++) {
      const present = this.machine(name).status?.printableStatus ?? '';
      if (present !== words.at(-1)) words.push(present);
      if (present === word) return words;
      this.run(0.1);
    }
    throw new Error(`${name} did not become ${word}: ${words.join(', ')}`);
  }

  /** Creates a machine without a disk of its own. */
  add(
    name: string,
    change: (spec: VirtualMachineSpec) => void = () => undefined,
    annotations: Record<string, string> = {},
  ): VirtualMachine {
    const spec: VirtualMachineSpec = {
      runStrategy: 'RerunOnFailure',
      template: {
        metadata: { annotations },
        spec: {
          domain: {
            memory: { guest: '2Gi' },
            devices: {
              disks: [{ name: 'root', disk: { bus: 'virtio' } }],
              interfaces: [{ name: 'default', masquerade: {} }],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [
            { name: 'root', containerDisk: { image: 'quay.io/fedora:42' } },
          ],
        },
      },
    };
    change(spec);
    return this.api.create(
      VIRTUAL_MACHINES,
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name, namespace: SPACE },
        spec,
      },
      { as },
    ) as VirtualMachine;
  }

  /** Creates a machine on a clone of the golden image. */
  addGolden(name: string, annotations: Record<string, string> = {}): void {
    this.add(name, spec => {
      spec.dataVolumeTemplates = [
        {
          metadata: { name: `${name}-root`, annotations },
          spec: {
            sourceRef: {
              kind: 'DataSource',
              name: 'ubuntu-24-04',
              namespace: 'golden-images',
            },
            storage: {
              storageClassName: 'longhorn-vm',
              resources: { requests: { storage: '20Gi' } },
            },
          },
        },
      ];
      spec.template.spec.volumes = [
        { name: 'root', dataVolume: { name: `${name}-root` } },
      ];
    });
  }

  machine(name: string): VirtualMachine {
    return this.api.get(VIRTUAL_MACHINES, SPACE, name) as VirtualMachine;
  }

  guest(name: string): VirtualMachineInstance | undefined {
    return this.api.find(VIRTUAL_MACHINE_INSTANCES, SPACE, name) as
      | VirtualMachineInstance
      | undefined;
  }

  disk(name: string): DataVolume | undefined {
    return this.api.find(DATA_VOLUMES, SPACE, name) as DataVolume | undefined;
  }

  claim(name: string): Claim | undefined {
    return this.api.find(CLAIMS, SPACE, name) as Claim | undefined;
  }

  pods(): KubernetesObject[] {
    return this.api.list(PODS, { namespace: SPACE }).items;
  }

  /** `Reason` of the events about an object, in no order. */
  reasons(name: string): string[] {
    const { items } = this.api.list(EVENTS, { namespace: SPACE });
    return items
      .filter(event => (event.involvedObject as { name: string }).name === name)
      .map(({ reason }) => String(reason));
  }

  delete(name: string): void {
    this.api.delete(VIRTUAL_MACHINES, SPACE, name, { as });
  }

  /** What a power action is called with. */
  call(name: string, options: Partial<ActionOptions> = {}): PowerCall {
    const { api, clock, random } = this;
    return {
      context: {
        api,
        clock,
        random,
        events: new EventRecorder({ api, clock, random }),
      },
      namespace: SPACE,
      name,
      options: { paused: false, dryRun: false, ...options },
    };
  }
}
