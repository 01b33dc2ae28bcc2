import { isDeepStrictEqual } from 'node:util';
import type { PodTemplate } from '../types';

/** Label that tells the pods of one template from those of another. */
export const HASH_LABEL = 'pod-template-hash';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? '';
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`);
  return `{${fields.join(',')}}`;
}

/** Hash of a pod template in the letters of generated names; `collisions` makes another one of the same template. */
export function templateHash(template: PodTemplate, collisions = 0): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${canonical(template)}${collisions || ''}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return [...String(hash >>> 0)]
    .map(digit => LETTERS[digit.charCodeAt(0) % LETTERS.length])
    .join('');
}

/** The template with the label that only its own pods have. */
export function withHash(template: PodTemplate, hash: string): PodTemplate {
  const { metadata } = template;
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, [HASH_LABEL]: hash },
    },
  };
}

/** Whether two templates are the same but for the label of their hash. */
export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  const plain = (template: PodTemplate) => withHash(template, '');
  return isDeepStrictEqual(plain(a), plain(b));
}
