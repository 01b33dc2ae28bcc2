import type { TargetResponse } from './kubernetesTarget';
import { KubevirtTarget, type Json } from './kubevirtTarget';

const CLASS = 'contract-vm';

/** A small machine from a container disk; `change` makes it what a statement is about. */
export function machine(
  namespace: string,
  name: string,
  change: (spec: Json, template: Json) => void = () => undefined,
): Json {
  const template: Json = {
    metadata: {},
    spec: {
      domain: {
        cpu: { cores: 2 },
        memory: { guest: '2Gi' },
        devices: {
          disks: [{ name: 'root', disk: { bus: 'virtio' } }],
          interfaces: [{ name: 'default', masquerade: {} }],
        },
      },
      networks: [{ name: 'default', pod: {} }],
      volumes: [{ name: 'root', containerDisk: { image: 'quay.io/x:1' } }],
    },
  };
  const spec: Json = { runStrategy: 'RerunOnFailure', template };
  change(spec, template);
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace },
    spec,
  };
}

/** A machine whose disk is a clone of a golden image, as the golden paths write it. */
export function goldenMachine(
  namespace: string,
  name: string,
  source: { name: string; namespace: string },
  annotations: Record<string, string> = {},
): Json {
  return machine(namespace, name, (spec, template) => {
    spec.dataVolumeTemplates = [
      {
        metadata: { name: `${name}-root`, annotations },
        spec: {
          sourceRef: { kind: 'DataSource', ...source },
          storage: {
            accessModes: ['ReadWriteMany'],
            storageClassName: CLASS,
            resources: { requests: { storage: '20Gi' } },
          },
        },
      },
    ];
    template.spec.volumes = [
      { name: 'root', dataVolume: { name: `${name}-root` } },
    ];
  });
}

/** Condition of that type, undefined when there is none. */
export function condition(object: Json, type: string): Json | undefined {
  return (object.status?.conditions ?? []).find(
    (item: Json) => item.type === type,
  );
}

/** Whether it is up and ready. */
export const isRunning = (vm: Json) =>
  vm.status?.printableStatus === 'Running' && vm.status.ready === true;
/** Whether nothing of it runs. */
export const isStopped = (vm: Json) =>
  vm.status?.printableStatus === 'Stopped' && !vm.status.created;

/** Message of a Status, or the text that was answered in its place. */
export function messageOf(answer: TargetResponse): string {
  return (answer.body as Json).message ?? String(answer.body);
}

/** Namespaces and golden images that the statements about KubeVirt stand on. */
export class KubevirtStory {
  readonly target: KubevirtTarget;
  /** Namespace of the machines. */
  readonly space: string;
  /** Namespace of golden images that may be cloned. */
  readonly images: string;
  /** Namespace of golden images that nobody may clone. */
  readonly closed: string;

  private constructor(
    target: KubevirtTarget,
    space: string,
    images: string,
    closed: string,
  ) {
    this.target = target;
    this.space = space;
    this.images = images;
    this.closed = closed;
  }

  static async start(): Promise<KubevirtStory> {
    const target = await KubevirtTarget.start();
    const space = await target.namespace('kv');
    const images = await target.namespace('kv-images');
    const closed = await target.namespace('kv-closed');
    await target.request('POST', '/apis/storage.k8s.io/v1/storageclasses', {
      body: {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: CLASS },
        provisioner: 'driver.longhorn.io',
        parameters: { migratable: 'true' },
      },
    });
    for (const namespace of [images, closed]) {
      await target.create('pvc', {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'ubuntu-24-04', namespace },
        spec: {
          accessModes: ['ReadWriteMany'],
          storageClassName: CLASS,
          resources: { requests: { storage: '10Gi' } },
        },
      });
      await target.create('datasource', {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataSource',
        metadata: { name: 'ubuntu-24-04', namespace },
        spec: { source: { pvc: { name: 'ubuntu-24-04', namespace } } },
      });
    }
    await target.create('role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'clone', namespace: images },
      rules: [
        {
          apiGroups: ['cdi.kubevirt.io'],
          resources: ['datavolumes/source'],
          verbs: ['create'],
        },
      ],
    });
    await target.create('rolebinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'clone', namespace: images },
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
    });
    return new KubevirtStory(target, space, images, closed);
  }

  close(): Promise<void> {
    return this.target.close([this.space, this.images, this.closed]);
  }

  /** Asks for an action: `put('web/start')`. */
  put(path: string, body?: unknown) {
    return this.target.call('PUT', 'vm', this.space, path, { body });
  }

  /** Makes a machine with a run strategy; annotations bend the guest's story. */
  create(name: string, strategy: string, annotations?: Record<string, string>) {
    return this.target.create(
      'vm',
      machine(this.space, name, (spec, template) => {
        spec.runStrategy = strategy;
        template.metadata = { annotations };
      }),
    );
  }

  /** Offers a machine that is to be refused. */
  refused(change: (spec: Json, template: Json) => void, query = '?dryRun=All') {
    return this.target.request(
      'POST',
      `${this.target.path('vm', this.space)}${query}`,
      { body: machine(this.space, 'refused', change) },
    );
  }
}
