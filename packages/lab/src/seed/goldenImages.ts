import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { IMAGE_NAMESPACE, VM_STORAGE_CLASS } from './platform';

/** A disk that virtual machines start from. */
export interface GoldenImage {
  name: string;
  title: string;
  /** Least size of a disk made from it. */
  minimumSize: string;
  /** Account that the image's cloud-init sets up. */
  defaultUser: string;
}

/** The images that a request may choose from. */
export const GOLDEN_IMAGES: GoldenImage[] = [
  {
    name: 'ubuntu-22-04',
    title: 'Ubuntu 22.04 LTS',
    minimumSize: '10Gi',
    defaultUser: 'ubuntu',
  },
  {
    name: 'ubuntu-24-04',
    title: 'Ubuntu 24.04 LTS',
    minimumSize: '10Gi',
    defaultUser: 'ubuntu',
  },
  {
    name: 'rocky-9',
    title: 'Rocky Linux 9',
    minimumSize: '12Gi',
    defaultUser: 'rocky',
  },
  {
    name: 'debian-12',
    title: 'Debian 12',
    minimumSize: '8Gi',
    defaultUser: 'debian',
  },
];

/** Disk with an installed and generalised Windows 11, cloned by the one machine that uses it; not offered in forms. */
export const WINDOWS_DISK = 'win11-golden-disk';

/** The golden images, the disks behind them, and the right of all namespaces to clone them. */
export function goldenImageObjects(): KubernetesObject[] {
  const reader = 'clone-golden-images';
  return [
    ...GOLDEN_IMAGES.flatMap(image => [
      claim(image.name, image.minimumSize),
      dataSource(image),
    ]),
    claim(WINDOWS_DISK, '64Gi'),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: reader, namespace: IMAGE_NAMESPACE },
      rules: [
        {
          apiGroups: ['cdi.kubevirt.io'],
          resources: ['datavolumes/source'],
          verbs: ['create'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: reader, namespace: IMAGE_NAMESPACE },
      // A clone is asked for by the service account of the machine's namespace.
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'system:serviceaccounts',
        },
      ],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: reader,
      },
    },
  ];
}

function dataSource(image: GoldenImage): KubernetesObject {
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataSource',
    metadata: {
      name: image.name,
      namespace: IMAGE_NAMESPACE,
      labels: { 'naru.io/golden-image': 'true' },
      annotations: {
        'naru.io/title': image.title,
        'naru.io/minimum-size': image.minimumSize,
        'naru.io/default-user': image.defaultUser,
        'naru.io/owner': 'group:default/platform-team',
      },
    },
    spec: { source: { pvc: { name: image.name, namespace: IMAGE_NAMESPACE } } },
  };
}

function claim(name: string, size: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: IMAGE_NAMESPACE },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: VM_STORAGE_CLASS,
      resources: { requests: { storage: size } },
    },
  };
}
