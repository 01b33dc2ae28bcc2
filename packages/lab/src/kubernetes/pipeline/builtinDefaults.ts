import type { KubernetesObject } from '../KubernetesApi';
import { isObject, type JsonObject } from '../schema/Schema';

type Defaults = (object: KubernetesObject) => void;

function section(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  if (isObject(value)) return value;
  const made: JsonObject = {};
  object[field] = made;
  return made;
}

function fill(target: JsonObject, values: JsonObject): void {
  for (const [field, value] of Object.entries(values)) {
    target[field] ??= structuredClone(value);
  }
}

function podSpec(spec: JsonObject): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  for (const list of [spec.containers, spec.initContainers]) {
    for (const container of Array.isArray(list) ? list : []) {
      if (!isObject(container)) continue;
      const image = String(container.image ?? '');
      const latest = !/:[^/]+$/.test(image) || image.endsWith(':latest');
      fill(container, {
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: latest ? 'Always' : 'IfNotPresent',
      });
      for (const port of Array.isArray(container.ports)
        ? container.ports
        : []) {
        if (isObject(port)) fill(port, { protocol: 'TCP' });
      }
    }
  }
}

function podTemplate(object: KubernetesObject): JsonObject {
  const spec = section(object, 'spec');
  const template = section(spec, 'template');
  if (isObject(template.spec)) podSpec(template.spec);
  return spec;
}

const DEFAULTS: Record<string, Defaults> = {
  namespaces: object => {
    fill(section(object, 'spec'), { finalizers: ['kubernetes'] });
    fill(section(object, 'status'), { phase: 'Active' });
    object.metadata.labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
  },
  pods: object => {
    const spec = section(object, 'spec');
    podSpec(spec);
    fill(spec, {
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
    });
    for (const list of [spec.containers, spec.initContainers]) {
      for (const container of Array.isArray(list) ? list : []) {
        if (isObject(container)) requestsFromLimits(container);
      }
    }
    fill(section(object, 'status'), { phase: 'Pending' });
  },
  limitranges: limitRange,
  persistentvolumeclaims: object => {
    fill(section(object, 'spec'), { volumeMode: 'Filesystem' });
    fill(section(object, 'status'), { phase: 'Pending' });
  },
  persistentvolumes: object => {
    fill(section(object, 'spec'), {
      volumeMode: 'Filesystem',
      persistentVolumeReclaimPolicy: 'Retain',
    });
    fill(section(object, 'status'), { phase: 'Pending' });
  },
  secrets: object => {
    fill(object, { type: 'Opaque' });
    if (isObject(object.stringData)) {
      const data = section(object, 'data');
      for (const [key, value] of Object.entries(object.stringData)) {
        data[key] = Buffer.from(String(value)).toString('base64');
      }
      delete object.stringData;
    }
  },
  services: object => {
    const spec = section(object, 'spec');
    fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    if (spec.type !== 'ExternalName')
      fill(spec, { internalTrafficPolicy: 'Cluster' });
    for (const port of Array.isArray(spec.ports) ? spec.ports : []) {
      if (!isObject(port)) continue;
      fill(port, { protocol: 'TCP', targetPort: port.port });
    }
    fill(object, { status: { loadBalancer: {} } });
  },
  'deployments.apps': object => {
    const spec = podTemplate(object);
    fill(spec, {
      replicas: 1,
      strategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const strategy = section(spec, 'strategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      fill(section(strategy, 'rollingUpdate'), {
        maxSurge: '25%',
        maxUnavailable: '25%',
      });
    }
  },
  'replicasets.apps': object => fill(podTemplate(object), { replicas: 1 }),
  'statefulsets.apps': object =>
    fill(podTemplate(object), {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
    }),
  'daemonsets.apps': object =>
    fill(podTemplate(object), {
      revisionHistoryLimit: 10,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      },
    }),
  'jobs.batch': object =>
    fill(podTemplate(object), {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      manualSelector: false,
      podReplacementPolicy: 'TerminatingOrFailed',
      suspend: false,
    }),
  'horizontalpodautoscalers.autoscaling': object => {
    const spec = section(object, 'spec');
    fill(spec, { minReplicas: 1 });
    if (isObject(spec.behavior)) scalingRules(spec.behavior);
  },
  'storageclasses.storage.k8s.io': object =>
    fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  'rolebindings.rbac.authorization.k8s.io': roleBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': roleBinding,
};

function scalingRules(behavior: JsonObject): void {
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
  fill(section(behavior, 'scaleUp'), {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
  });
  fill(section(behavior, 'scaleDown'), {
    selectPolicy: 'Max',
    policies: [percent],
  });
}

// What a container may have at most is what it gets, and what it gets it asks for, unless the range says otherwise.
function limitRange(object: KubernetesObject): void {
  const { limits } = section(object, 'spec');
  for (const limit of Array.isArray(limits) ? limits : []) {
    if (!isObject(limit) || limit.type !== 'Container') continue;
    const { max, min } = limit;
    if (isObject(max)) fill(section(limit, 'default'), max);
    const given = limit.default;
    if (isObject(given)) fill(section(limit, 'defaultRequest'), given);
    if (isObject(min)) fill(section(limit, 'defaultRequest'), min);
  }
}

// A container with a limit asks for as much of it, unless it says how much.
function requestsFromLimits(container: JsonObject): void {
  const resources = section(container, 'resources');
  const { limits } = resources;
  if (isObject(limits) && Object.keys(limits).length > 0) {
    fill(section(resources, 'requests'), limits);
  }
}

function roleBinding(object: KubernetesObject): void {
  fill(section(object, 'roleRef'), { apiGroup: 'rbac.authorization.k8s.io' });
  const { subjects } = object;
  for (const subject of Array.isArray(subjects) ? subjects : []) {
    if (isObject(subject) && subject.kind !== 'ServiceAccount') {
      fill(subject, { apiGroup: 'rbac.authorization.k8s.io' });
    }
  }
}

/** Fills in, in place, what kube-apiserver fills in for the built-in kinds that Naru and its people touch. */
export function applyBuiltinDefaults(
  qualifiedName: string,
  object: KubernetesObject,
): void {
  DEFAULTS[qualifiedName]?.(object);
}
