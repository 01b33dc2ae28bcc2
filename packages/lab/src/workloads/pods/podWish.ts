import type { Pod } from '../types';

/** How a pod's story is bent: annotation `lab.naru.io/pod` of a pod template. */
export type PodWish = 'crash' | 'image' | 'never';

/** The wish on a pod, undefined when it shall do well. */
export function podWish(pod: Pod): PodWish | undefined {
  const wish = pod.metadata.annotations?.['lab.naru.io/pod'];
  return wish === 'crash' || wish === 'image' || wish === 'never'
    ? wish
    : undefined;
}
