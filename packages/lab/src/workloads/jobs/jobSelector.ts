import type { Admission } from '../../kubernetes/KubernetesApi';
import { JOBS } from '../resources';
import type { Job } from './jobTypes';

/** Gives a new Job the selector by which it knows its own pods, as the API server does. */
export const jobSelector: Admission = {
  resources: [JOBS],
  mutate({ operation, subresource, object }) {
    if (!object || operation !== 'CREATE' || subresource) return;
    const { metadata, spec } = object as Job;
    if (spec.manualSelector || spec.selector) return;
    const { uid = '', name } = metadata;
    const { template } = spec;
    template.metadata = {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': uid,
        'job-name': name,
      },
    };
    metadata.labels ??= { ...template.metadata.labels };
    spec.selector = {
      matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
    };
  },
};
