import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Endpoints } from '../../../scripts/Portal.ts';

/** The lab's cluster as a person with a token reaches it. */
export class LabKubernetes {
  readonly #endpoints: Endpoints;
  readonly #token: string;

  constructor(endpoints: Endpoints, person: string) {
    this.#endpoints = endpoints;
    const found = endpoints.people.find(({ userRef }) =>
      userRef.endsWith(`/${person}`),
    );
    if (!found) throw new Error(`The lab has nobody called ${person}`);
    this.#token = found.kubernetes.token;
  }

  /** Annotates the pod template of a Deployment, which starts a rollout. */
  async annotatePods(
    namespace: string,
    deployment: string,
    annotations: Record<string, string>,
  ): Promise<void> {
    await this.#patch(
      `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}`,
      { spec: { template: { metadata: { annotations } } } },
    );
  }

  #patch(path: string, body: unknown): Promise<void> {
    const { url, caFile } = this.#endpoints.kubernetes;
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(path, url),
        {
          method: 'PATCH',
          ca: readFileSync(caFile),
          headers: {
            Authorization: `Bearer ${this.#token}`,
            'Content-Type': 'application/merge-patch+json',
          },
        },
        answer => {
          answer.resume();
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`PATCH ${path}: ${answer.statusCode}`));
        },
      );
      call.once('error', reject);
      call.end(JSON.stringify(body));
    });
  }
}
