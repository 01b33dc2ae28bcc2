import { ForwardedError, ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  powerAnswerSchema,
  virtualMachineAnswerSchema,
  virtualMachineListSchema,
  type PowerAction,
  type PowerAnswer,
  type VirtualMachineAnswer,
  type VirtualMachineList,
  type VirtualMachineListQuery,
} from '@naru/plugin-kubevirt-common';
import type { KubevirtApi, VirtualMachineId } from './KubevirtApi';

/**
 * Longer than the backend waits for a cluster, so that its own words arrive before this gives up.
 */
const TIMEOUT_MS = 30_000;

/**
 * Talks to the KubeVirt backend plugin of this portal.
 *
 * @public
 */
export class KubevirtClient implements KubevirtApi {
  readonly #fetchApi: FetchApi;
  readonly #running = new Map<string, Promise<VirtualMachineAnswer>>();

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async listVms(
    query: VirtualMachineListQuery,
    options?: { signal?: AbortSignal },
  ): Promise<VirtualMachineList> {
    const answer = await this.#request(`/v1/vms?${searchOf(query)}`, {
      signal: options?.signal,
    });
    return parsed(virtualMachineListSchema, answer);
  }

  async getVm(id: VirtualMachineId): Promise<VirtualMachineAnswer> {
    // The cards of one entity page ask for the same machine at the same moment.
    const path = pathOf(id);
    const running = this.#running.get(path);
    if (running) {
      return running;
    }
    const answer = this.#request(path)
      .then(body => parsed(virtualMachineAnswerSchema, body))
      .finally(() => this.#running.delete(path));
    this.#running.set(path, answer);
    return answer;
  }

  async power(id: VirtualMachineId, action: PowerAction): Promise<PowerAnswer> {
    const answer = await this.#request(`${pathOf(id)}/${action}`, {
      method: 'POST',
    });
    return parsed(powerAnswerSchema, answer);
  }

  async #request(path: string, init: RequestInit = {}): Promise<unknown> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await this.#fetchApi.fetch(`plugin://kubevirt${path}`, {
      ...init,
      signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function pathOf(id: VirtualMachineId): string {
  return `/v1/vms/${encodeURIComponent(id.namespace)}/${encodeURIComponent(
    id.name,
  )}`;
}

function searchOf(query: VirtualMachineListQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) {
      search.append(key, String(one));
    }
  }
  return search.toString();
}

function parsed<T>(schema: { parse(value: unknown): T }, answer: unknown): T {
  try {
    return schema.parse(answer);
  } catch (error) {
    throw new ForwardedError(
      'The KubeVirt backend answered in a form that this page does not understand; both must be of the same release',
      error,
    );
  }
}
