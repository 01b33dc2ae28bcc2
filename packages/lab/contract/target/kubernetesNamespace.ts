import type { KubernetesTarget } from './kubernetesTarget';

/** A namespace of its own for a test. */
export interface TestNamespace {
  name: string;
  /** Address of a built-in or custom kind in it: `path('v1', 'configmaps', 'a')`. */
  path(groupVersion: string, plural: string, name?: string): string;
  remove(): Promise<void>;
}

let count = 0;

/** Makes a namespace with a name that no other run has. */
export async function makeNamespace(
  target: KubernetesTarget,
): Promise<TestNamespace> {
  count += 1;
  const name = `contract-${Date.now().toString(36)}-${process.pid}-${count}`;
  const made = await target.request('POST', '/api/v1/namespaces', {
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  });
  if (made.status !== 201) {
    throw new Error(`no namespace ${name}: ${JSON.stringify(made.body)}`);
  }
  return {
    name,
    path(groupVersion, plural, object) {
      const root = groupVersion.includes('/') ? '/apis' : '/api';
      const tail = object === undefined ? '' : `/${object}`;
      return `${root}/${groupVersion}/namespaces/${name}/${plural}${tail}`;
    },
    async remove() {
      await target.request('DELETE', `/api/v1/namespaces/${name}`);
    },
  };
}
