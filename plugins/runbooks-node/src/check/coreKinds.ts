const KINDS: Record<string, string> = {
  v1: 'Binding ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount Config',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'batch/v1': 'CronJob Job',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'policy/v1': 'Eviction PodDisruptionBudget',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'rbac.authorization.k8s.io/v1':
    'ClusterRole ClusterRoleBinding Role RoleBinding',
  'storage.k8s.io/v1':
    'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'node.k8s.io/v1': 'RuntimeClass',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'admissionregistration.k8s.io/v1':
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'authentication.k8s.io/v1': 'TokenReview',
  'authorization.k8s.io/v1':
    'SelfSubjectAccessReview SubjectAccessReview LocalSubjectAccessReview',
  'snapshot.storage.k8s.io/v1':
    'VolumeSnapshot VolumeSnapshotClass VolumeSnapshotContent',
  'kubelet.config.k8s.io/v1beta1': 'KubeletConfiguration',
  'kubeproxy.config.k8s.io/v1alpha1': 'KubeProxyConfiguration',
  'kubeadm.k8s.io/v1beta3':
    'ClusterConfiguration InitConfiguration JoinConfiguration',
  'kubeadm.k8s.io/v1beta4':
    'ClusterConfiguration InitConfiguration JoinConfiguration',
  'apiserver.config.k8s.io/v1': 'EncryptionConfiguration',
  'audit.k8s.io/v1': 'Policy',
};

/** Kubernetes' own kinds, `<apiVersion> <kind>`, and the groups that hold no others. */
export const coreKinds = {
  names: new Set(
    Object.entries(KINDS).flatMap(([version, kinds]) =>
      kinds.split(' ').map(kind => `${version} ${kind}`),
    ),
  ),
  groups: new Set(
    Object.keys(KINDS)
      .filter(version => version.includes('/'))
      .map(version => version.split('/')[0]),
  ),
};

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
const quantity = { type: ['string', 'integer', 'number'] };
const port = { type: ['integer', 'string'] };
const labelSelector = {
  type: 'object',
  properties: { matchLabels: texts, matchExpressions: { type: 'array' } },
  additionalProperties: false,
};

const container = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
    image: text,
    command: { type: 'array', items: text },
    args: { type: 'array', items: text },
    env: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: text, value: text, valueFrom: { type: 'object' } },
        additionalProperties: false,
      },
    },
    ports: {
      type: 'array',
      items: {
        type: 'object',
        required: ['containerPort'],
        properties: { containerPort: { type: 'integer' } },
      },
    },
    volumeMounts: {
      type: 'array',
      items: { type: 'object', required: ['name', 'mountPath'] },
    },
    resources: {
      type: 'object',
      properties: {
        limits: { type: 'object', additionalProperties: quantity },
        requests: { type: 'object', additionalProperties: quantity },
        claims: { type: 'array' },
      },
      additionalProperties: false,
    },
  },
};

const podSpec = {
  type: 'object',
  required: ['containers'],
  properties: {
    containers: { type: 'array', minItems: 1, items: container },
    initContainers: { type: 'array', items: container },
    volumes: { type: 'array', items: { type: 'object', required: ['name'] } },
    nodeSelector: texts,
    imagePullSecrets: {
      type: 'array',
      items: { type: 'object', required: ['name'] },
    },
  },
};

const template = {
  type: 'object',
  required: ['spec'],
  properties: { metadata: { type: 'object' }, spec: podSpec },
  additionalProperties: false,
};

const jobSpec = {
  type: 'object',
  required: ['template'],
  properties: { template },
};

const claimSpec = {
  type: 'object',
  required: ['accessModes', 'resources'],
  properties: {
    accessModes: {
      type: 'array',
      minItems: 1,
      items: {
        enum: [
          'ReadWriteOnce',
          'ReadOnlyMany',
          'ReadWriteMany',
          'ReadWriteOncePod',
        ],
      },
    },
    storageClassName: text,
    volumeMode: { enum: ['Block', 'Filesystem'] },
    resources: {
      type: 'object',
      required: ['requests'],
      properties: {
        requests: {
          type: 'object',
          required: ['storage'],
          properties: { storage: quantity },
        },
      },
    },
  },
};

const workload = {
  type: 'object',
  required: ['selector', 'template'],
  properties: {
    selector: labelSelector,
    template,
    replicas: { type: 'integer' },
  },
};

const subject = {
  type: 'object',
  required: ['kind', 'name'],
  properties: { kind: { enum: ['Group', 'ServiceAccount', 'User'] } },
};

const rules = {
  type: 'array',
  items: {
    type: 'object',
    required: ['verbs'],
    properties: {
      verbs: { type: 'array', items: text },
      apiGroups: { type: 'array', items: text },
      resources: { type: 'array', items: text },
      resourceNames: { type: 'array', items: text },
      nonResourceURLs: { type: 'array', items: text },
    },
    additionalProperties: false,
  },
};

const roleRef = {
  type: 'object',
  required: ['apiGroup', 'kind', 'name'],
  additionalProperties: false,
  properties: {
    apiGroup: { const: 'rbac.authorization.k8s.io' },
    kind: { enum: ['Role', 'ClusterRole'] },
    name: text,
  },
};

/** Fields that an object of the kind must have besides those that all have. */
function kindSchema(
  properties: Record<string, object>,
  required: string[] = Object.keys(properties),
) {
  return {
    type: 'object',
    required: ['metadata', ...required],
    properties: {
      metadata: {
        type: 'object',
        anyOf: [{ required: ['name'] }, { required: ['generateName'] }],
        properties: {
          name: text,
          namespace: text,
          labels: texts,
          annotations: texts,
        },
      },
      ...properties,
    },
  };
}

const anything = { type: 'object' };

/** Basics of Kubernetes' own kinds: what is missing or of the wrong type most often. */
export const coreSchemas: Record<string, object> = {
  'v1 Pod': kindSchema({ spec: podSpec }),
  'v1 Namespace': kindSchema({}),
  'v1 ServiceAccount': kindSchema({}),
  'v1 ConfigMap': kindSchema({ data: texts }, []),
  'v1 Secret': kindSchema({ type: text, data: texts, stringData: texts }, []),
  'v1 Service': kindSchema({
    spec: {
      ...anything,
      properties: {
        selector: texts,
        type: {
          enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
        },
        ports: {
          type: 'array',
          items: {
            type: 'object',
            required: ['port'],
            properties: {
              name: text,
              port: { type: 'integer' },
              targetPort: port,
              nodePort: { type: 'integer', minimum: 1, maximum: 65_535 },
              protocol: { enum: ['SCTP', 'TCP', 'UDP'] },
              appProtocol: text,
            },
            additionalProperties: false,
          },
        },
      },
    },
  }),
  'v1 PersistentVolumeClaim': kindSchema({ spec: claimSpec }),
  'v1 PersistentVolume': kindSchema({
    spec: { ...anything, required: ['accessModes', 'capacity'] },
  }),
  'v1 LimitRange': kindSchema({ spec: { ...anything, required: ['limits'] } }),
  'v1 ResourceQuota': kindSchema({ spec: anything }),
  'apps/v1 Deployment': kindSchema({ spec: workload }),
  'apps/v1 DaemonSet': kindSchema({ spec: workload }),
  'apps/v1 ReplicaSet': kindSchema({ spec: workload }),
  'apps/v1 StatefulSet': kindSchema({
    spec: {
      ...workload,
      properties: {
        ...workload.properties,
        serviceName: text,
        volumeClaimTemplates: {
          type: 'array',
          items: {
            type: 'object',
            required: ['metadata', 'spec'],
            properties: { spec: claimSpec },
          },
        },
      },
    },
  }),
  'batch/v1 Job': kindSchema({ spec: jobSpec }),
  'batch/v1 CronJob': kindSchema({
    spec: {
      type: 'object',
      required: ['schedule', 'jobTemplate'],
      properties: {
        schedule: text,
        jobTemplate: {
          type: 'object',
          required: ['spec'],
          properties: { spec: jobSpec },
        },
      },
    },
  }),
  'autoscaling/v2 HorizontalPodAutoscaler': kindSchema({
    spec: { ...anything, required: ['scaleTargetRef', 'maxReplicas'] },
  }),
  'policy/v1 PodDisruptionBudget': kindSchema({
    spec: {
      ...anything,
      properties: {
        selector: labelSelector,
        minAvailable: port,
        maxUnavailable: port,
        unhealthyPodEvictionPolicy: {
          enum: ['AlwaysAllow', 'IfHealthyBudget'],
        },
      },
      additionalProperties: false,
    },
  }),
  'networking.k8s.io/v1 NetworkPolicy': kindSchema({
    spec: {
      type: 'object',
      required: ['podSelector'],
      properties: {
        podSelector: labelSelector,
        policyTypes: {
          type: 'array',
          items: { enum: ['Egress', 'Ingress'] },
        },
        ingress: { type: 'array' },
        egress: { type: 'array' },
      },
      additionalProperties: false,
    },
  }),
  'networking.k8s.io/v1 Ingress': kindSchema({ spec: anything }),
  'rbac.authorization.k8s.io/v1 Role': kindSchema({ rules }),
  'rbac.authorization.k8s.io/v1 ClusterRole': kindSchema({ rules }, []),
  'rbac.authorization.k8s.io/v1 RoleBinding': kindSchema({
    roleRef,
    subjects: { type: 'array', items: subject },
  }),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': kindSchema({
    roleRef,
    subjects: { type: 'array', items: subject },
  }),
  'storage.k8s.io/v1 StorageClass': kindSchema(
    {
      provisioner: text,
      parameters: texts,
      reclaimPolicy: { enum: ['Delete', 'Retain'] },
      volumeBindingMode: { enum: ['Immediate', 'WaitForFirstConsumer'] },
      allowVolumeExpansion: { type: 'boolean' },
    },
    ['provisioner'],
  ),
  'scheduling.k8s.io/v1 PriorityClass': kindSchema(
    { value: { type: 'integer' } },
    ['value'],
  ),
};
