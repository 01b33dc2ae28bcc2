import type { Admission, AdmissionReview } from '../KubernetesApi';

/** The admission steps in the order in which they were added: all mutating ones, then all validating ones. */
export class AdmissionChain {
  readonly #steps: Admission[] = [];

  add(step: Admission): void {
    this.#steps.push(step);
  }

  mutate(review: AdmissionReview): void {
    for (const step of this.#matching(review)) step.mutate?.(review);
  }

  validate(review: AdmissionReview): void {
    for (const step of this.#matching(review)) step.validate?.(review);
  }

  #matching({ resource }: AdmissionReview): Admission[] {
    return this.#steps.filter(step =>
      step.resources.some(
        wanted =>
          (wanted.group === '*' || wanted.group === resource.group) &&
          (wanted.version === '*' || wanted.version === resource.version) &&
          (wanted.plural === '*' || wanted.plural === resource.plural),
      ),
    );
  }
}
