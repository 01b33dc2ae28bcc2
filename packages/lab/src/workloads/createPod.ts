import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';
import { controllerReference } from '../kubevirt/objectKeys';
import { PODS } from './resources';
import type { Pod, PodTemplate } from './types';
import type { WorkloadsContext } from './WorkloadsContext';

/** What a pod has besides its template. */
export interface PodExtras {
  /** Without it the name begins with the owner's. */
  name?: string;
  labels?: Record<string, string>;
  spec?: object;
}

/**
 * Makes a pod of a template for its owner, and says so in an event.
 *
 * @throws ApiError when admission refuses it; the event says why
 */
export function createPod(
  { api, events }: WorkloadsContext,
  owner: KubernetesObject,
  template: PodTemplate,
  component: string,
  extras: PodExtras = {},
): Pod {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  try {
    const pod = api.create(
      PODS,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: extras.name ?? '',
          ...(extras.name === undefined && {
            generateName: `${owner.metadata.name}-`,
          }),
          namespace: owner.metadata.namespace,
          labels: { ...labels, ...extras.labels },
          ...(annotations && { annotations }),
          ...(finalizers && { finalizers }),
          ownerReferences: [controllerReference(owner)],
        },
        spec: { ...template.spec, ...extras.spec },
      },
      { as: LAB_CONTROLLER, fieldManager: 'kube-controller-manager' },
    ) as Pod;
    events.normal(
      owner,
      'SuccessfulCreate',
      `Created pod: ${pod.metadata.name}`,
      component,
    );
    return pod;
  } catch (error) {
    if (error instanceof Error) {
      events.warning(
        owner,
        'FailedCreate',
        `Error creating: ${error.message}`,
        component,
      );
    }
    throw error;
  }
}

/** Deletes a pod of an owner, and says so in an event. */
export function deletePod(
  { api, events }: WorkloadsContext,
  owner: KubernetesObject,
  pod: Pod,
  component: string,
): void {
  const { namespace, name } = pod.metadata;
  api.delete(PODS, namespace, name, { as: LAB_CONTROLLER });
  events.normal(owner, 'SuccessfulDelete', `Deleted pod: ${name}`, component);
}
