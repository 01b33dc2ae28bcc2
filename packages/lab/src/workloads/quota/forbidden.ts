import { ApiError, type AdmissionReview } from '../../kubernetes/KubernetesApi';
import { countName } from './usageOf';

/** 403 by which admission refuses an object, in Kubernetes' words. */
export function forbidden(review: AdmissionReview, why: string): ApiError {
  const { resource, name } = review;
  const shown = review.object?.metadata.name ?? name;
  return new ApiError(
    403,
    'Forbidden',
    `${countName(resource)} "${shown}" is forbidden: ${why}`,
    {
      name: shown,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.plural,
    },
  );
}
