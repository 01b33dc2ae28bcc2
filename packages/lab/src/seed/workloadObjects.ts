import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import type { ObjectWithStatus } from './labOnlyObjects';

const NAMESPACE = 'access-portal-staging';

/** The access portal's workloads: what the Kubernetes tab of its entity finds by `backstage.io/kubernetes-id`. */
const WORKLOADS = [
  { name: 'guacamole', image: 'guacamole/guacamole:1.5.5', port: 8080 },
  { name: 'guacd', image: 'guacamole/guacd:1.5.5', port: 4822 },
];

/** Makes an object when the ones before it exist; `uid` answers who owns it. */
export type ObjectMaker = (
  uid: (owner: KubernetesObject) => string,
) => ObjectWithStatus;

/**
 * A running Helm application: Deployments with their ReplicaSets and Pods, as controllers and kubelets would have left them.
 * The lab has neither; a real cluster makes the lower ones itself.
 */
export function workloadObjects(now: string): ObjectMaker[] {
  return WORKLOADS.flatMap(({ name, image, port }, index) => {
    const hash = ['6c5f7d9b8', '7d9c4b6f5'][index];
    const labels = {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': 'access-portal',
      'app.kubernetes.io/managed-by': 'Helm',
      'backstage.io/kubernetes-id': 'access-portal',
    };
    const selected = { ...labels, 'pod-template-hash': hash };
    const podSpec = {
      containers: [
        {
          name,
          image,
          ports: [{ containerPort: port }],
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { cpu: '1', memory: '1Gi' },
          },
        },
      ],
    };
    const deployment: KubernetesObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: NAMESPACE, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec },
      },
    };
    const replicaSet: KubernetesObject = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace: NAMESPACE,
        labels: selected,
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: selected },
        template: { metadata: { labels: selected }, spec: podSpec },
      },
    };
    const pod: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${name}-${hash}-x${index}k8s`,
        namespace: NAMESPACE,
        labels: selected,
      },
      spec: { ...podSpec, nodeName: `worker-0${index + 1}` },
    };
    const counts = { observedGeneration: 1, replicas: 1, readyReplicas: 1 };
    return [
      () => ({
        object: deployment,
        status: {
          ...counts,
          updatedReplicas: 1,
          availableReplicas: 1,
          conditions: [
            {
              type: 'Available',
              status: 'True',
              reason: 'MinimumReplicasAvailable',
              message: 'Deployment has minimum availability.',
              lastUpdateTime: now,
              lastTransitionTime: now,
            },
          ],
        },
      }),
      uid => ({
        object: owned(replicaSet, deployment, uid),
        status: { ...counts, availableReplicas: 1, fullyLabeledReplicas: 1 },
      }),
      uid => ({
        object: owned(pod, replicaSet, uid),
        status: running(name, image, `10.244.9.${10 + index}`, now),
      }),
    ] satisfies ObjectMaker[];
  });
}

function owned(
  object: KubernetesObject,
  owner: KubernetesObject,
  uid: (owner: KubernetesObject) => string,
): KubernetesObject {
  const { apiVersion, kind, metadata } = owner;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ownerReferences: [
        {
          apiVersion,
          kind,
          name: metadata.name,
          uid: uid(owner),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
  };
}

function running(
  name: string,
  image: string,
  podIP: string,
  now: string,
): Record<string, unknown> {
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastTransitionTime: now,
  });
  return {
    phase: 'Running',
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: now,
    qosClass: 'Burstable',
    conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
      condition,
    ),
    containerStatuses: [
      {
        name,
        image,
        imageID: '',
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: now } },
      },
    ],
  };
}
