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
import { PluginBackend } from '@naru/plugin-naru-react';
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
  readonly #backend: PluginBackend;
  readonly #running = new Map<string, Promise<VirtualMachineAnswer>>();

  constructor(options: { fetchApi: FetchApi }) {
    this.#backend = new PluginBackend({
      fetchApi: options.fetchApi,
      pluginId: 'kubevirt',
      title: 'KubeVirt',
      timeoutMs: TIMEOUT_MS,
    });
  }

  async listVms(
    query: VirtualMachineListQuery,
    options?: { signal?: AbortSignal },
  ): Promise<VirtualMachineList> {
    return this.#backend.read(
      virtualMachineListSchema,
      `/v1/vms?${searchOf(query)}`,
      options,
    );
  }

  async getVm(id: VirtualMachineId): Promise<VirtualMachineAnswer> {
    // The cards of one entity page ask for the same machine at the same moment.
    const path = pathOf(id);
    const running = this.#running.get(path);
    if (running) {
      return running;
    }
    const answer = this.#backend
      .read(virtualMachineAnswerSchema, path)
      .finally(() => this.#running.delete(path));
    this.#running.set(path, answer);
    return answer;
  }

  async power(id: VirtualMachineId, action: PowerAction): Promise<PowerAnswer> {
    return this.#backend.read(powerAnswerSchema, `${pathOf(id)}/${action}`, {
      method: 'POST',
    });
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
