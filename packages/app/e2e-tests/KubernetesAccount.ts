import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { SeedClient } from '../../lab/src/seed/seedCluster';

const TIMEOUT_MS = 30_000;

/** Where an API server is, and as whom it is asked. */
export interface KubernetesAddress {
  url: string;
  caFile: string;
  token: string;
}

/** A call to the API server. */
export interface KubernetesCall {
  method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
  /** From the root of the API server. */
  path: string;
  query?: Record<string, string | boolean>;
  body?: unknown;
  contentType?: string;
}

/** An API server as somebody with a token asks it, with nothing of Naru between. */
export class KubernetesAccount implements SeedClient {
  readonly #options: KubernetesAddress;

  constructor(options: KubernetesAddress) {
    this.#options = options;
  }

  /**
   * @returns the parsed body
   * @throws Error with the server's words when the answer is not 2xx
   */
  async request(call: KubernetesCall): Promise<unknown> {
    const { url, caFile, token } = this.#options;
    const address = new URL(call.path, url);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      address.searchParams.set(name, `${value}`);
    }
    const { status, body } = await new Promise<{
      status: number;
      body: string;
    }>((resolve, reject) => {
      const asked = request(
        address,
        {
          method: call.method,
          ca: readFileSync(caFile),
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: {
            Accept: 'application/json',
            Authorization: `Bearer ${token}`,
            'Content-Type': call.contentType ?? 'application/json',
          },
        },
        answer => {
          text(answer).then(
            content =>
              resolve({ status: answer.statusCode ?? 0, body: content }),
            reject,
          );
        },
      );
      asked.once('error', reject);
      asked.end(
        call.body === undefined ? undefined : JSON.stringify(call.body),
      );
    });
    if (status < 200 || status > 299) {
      throw new Error(
        `Kubernetes refused ${call.method} ${call.path}: ${status} ${body.slice(
          0,
          300,
        )}`,
      );
    }
    return JSON.parse(body);
  }

  /** A token of a service account for two hours. */
  async serviceAccountToken(namespace: string, name: string): Promise<string> {
    const answer = (await this.request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 7200 },
      },
    })) as { status?: { token?: string } };
    const token = answer.status?.token;
    if (!token) throw new Error(`Kubernetes gave no token for ${name}`);
    return token;
  }

  /** Annotates the pod template of a Deployment, which starts a rollout. */
  async annotatePods(
    namespace: string,
    deployment: string,
    annotations: Record<string, string>,
  ): Promise<void> {
    await this.request({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}`,
      body: { spec: { template: { metadata: { annotations } } } },
      contentType: 'application/merge-patch+json',
    });
  }

  /** A Deployment as the API server holds it. */
  async deployment(namespace: string, name: string): Promise<unknown> {
    return this.request({
      method: 'GET',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
    });
  }

  /** Deletes a disk's DataVolume, as `kubectl delete dv` does. */
  async deleteDataVolume(namespace: string, name: string): Promise<void> {
    await this.request({
      method: 'DELETE',
      path: `/apis/cdi.kubevirt.io/v1beta1/namespaces/${namespace}/datavolumes/${name}`,
    });
  }

  /** A virtual machine as the API server holds it. */
  async virtualMachine(namespace: string, name: string): Promise<unknown> {
    return this.request({
      method: 'GET',
      path: `/apis/kubevirt.io/v1/namespaces/${namespace}/virtualmachines/${name}`,
    });
  }

  /** Where a machine runs and its first address, as KubeVirt says. */
  async placement(
    namespace: string,
    name: string,
  ): Promise<{ node: string; ip: string }> {
    const { status } = (await this.request({
      method: 'GET',
      path: `/apis/kubevirt.io/v1/namespaces/${namespace}/virtualmachineinstances/${name}`,
    })) as {
      status?: { nodeName?: string; interfaces?: { ipAddress?: string }[] };
    };
    const node = status?.nodeName;
    const ip = status?.interfaces?.[0]?.ipAddress;
    if (!node || !ip) throw new Error(`${name} has no node or no address`);
    return { node, ip };
  }
}
