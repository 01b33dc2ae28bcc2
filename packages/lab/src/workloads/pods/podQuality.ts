import type { Admission } from '../../kubernetes/KubernetesApi';
import { PODS } from '../resources';
import type { Pod } from '../types';
import { qosClassOf } from './qosClassOf';

/** Gives a new pod its quality of service; comes after everything that gives it requests and limits. */
export const podQuality: Admission = {
  resources: [PODS],
  mutate({ operation, subresource, object }) {
    if (!object || operation !== 'CREATE' || subresource) return;
    const pod = object as Pod;
    pod.status = {
      phase: 'Pending',
      qosClass: qosClassOf(pod.spec),
      ...pod.status,
    };
  },
};
