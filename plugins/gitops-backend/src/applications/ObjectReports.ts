import { Config } from '@backstage/config';
import {
  ForwardedError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ClusterClient,
  ClusterError,
  isClusterError,
  pathSegment,
  resolveClusterConnection,
} from '@naru/plugin-clusters-node';
import { ObjectReport } from '@naru/plugin-gitops-common';
import {
  Application,
  destinationCluster,
  readArgoCds,
} from '@naru/plugin-gitops-node';
import { Workloads } from '@naru/plugin-workloads-node';
import { ApiKinds } from './ApiKinds';
import { placeOf } from './EntityApplicationsReader';
import { eventsSchema, liveObjectSchema, readReport } from './readReport';

/** Which object of the destination's cluster is meant. */
export interface ObjectId {
  /** Absent for the core group. */
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
}

const TIMEOUT_MS = 10_000;
const MAX_EVENTS = 200;

/** Asks clusters what they say of one object. Only conditions, containers and events leave it, never what the object holds. */
export class ObjectReports {
  readonly #kinds = new Map<string, ApiKinds>();
  readonly #workloads: Workloads;

  private constructor(clients: ClusterClient[], workloads: Workloads) {
    this.#workloads = workloads;
    for (const client of clients) {
      this.#kinds.set(client.connection.name, new ApiKinds(client));
    }
  }

  /** @throws Error with one line when a cluster of `gitops.argocd` is not configured */
  static fromConfig(
    config: Config,
    options: { workloads: Workloads },
  ): ObjectReports {
    const names = new Set(readArgoCds(config).map(({ cluster }) => cluster));
    const clients = [...names].map(
      name =>
        new ClusterClient({
          connection: resolveClusterConnection(config, name),
        }),
    );
    return new ObjectReports(clients, options.workloads);
  }

  /** Ends all connections. */
  close(): void {
    for (const { client } of this.#kinds.values()) {
      client.close();
    }
  }

  /**
   * What the cluster says of one object of an Application, or of a Pod or ReplicaSet of its Deployments.
   *
   * @throws NotFoundError when the Application has no such object; NotAllowedError, ServiceUnavailableError when the cluster does not tell
   */
  async read(
    application: Application,
    object: ObjectId,
  ): Promise<ObjectReport> {
    const { name } = application.state;
    if (!isListed(application, object) && !this.#isMade(application, object)) {
      throw new NotFoundError(`Application ${name} has no ${titleOf(object)}`);
    }
    const kinds = this.#kinds.get(destinationCluster(application) ?? '');
    if (!kinds) {
      throw new NotFoundError(
        `The portal does not look at the cluster that Application ${name} deploys to`,
      );
    }
    try {
      const live = await kinds.client.request({
        method: 'GET',
        path: await kinds.pathOf(object),
        timeoutMs: TIMEOUT_MS,
      });
      return readReport(
        object,
        liveObjectSchema.parse(live),
        await eventsOf(kinds.client, object),
      );
    } catch (error) {
      throw isClusterError(error) ? translate(error, object) : error;
    }
  }

  /** Argo CD does not list what its objects make. */
  #isMade(
    application: Application,
    { group, kind, namespace, name }: ObjectId,
  ): boolean {
    const place = placeOf(application);
    const workload = place && this.#workloads.of(place);
    if (!workload || namespace !== place.namespace) {
      return false;
    }
    if (kind === 'Pod' && group === undefined) {
      return workload.pods.includes(name);
    }
    // The rest of the name is a hash.
    const deployment = name.slice(0, name.lastIndexOf('-'));
    return (
      kind === 'ReplicaSet' &&
      group === 'apps' &&
      workload.deployments.includes(deployment)
    );
  }
}

async function eventsOf(client: ClusterClient, object: ObjectId) {
  // Objects without a namespace have their events in this one.
  const namespace = pathSegment(object.namespace ?? 'default');
  try {
    const answer = await client.request({
      method: 'GET',
      path: `/api/v1/namespaces/${namespace}/events`,
      query: {
        fieldSelector: `involvedObject.kind=${object.kind},involvedObject.name=${object.name}`,
        limit: MAX_EVENTS,
      },
      timeoutMs: TIMEOUT_MS,
    });
    return eventsSchema.parse(answer).items;
  } catch (error) {
    // The object alone tells a lot, too.
    if (isClusterError(error) && error.status === 403) {
      return [];
    }
    throw error;
  }
}

function isListed({ state }: Application, object: ObjectId): boolean {
  return state.resources.some(
    ({ group, kind, namespace, name }) =>
      (group ?? '') === (object.group ?? '') &&
      kind === object.kind &&
      (namespace ?? '') === (object.namespace ?? '') &&
      name === object.name,
  );
}

function titleOf({ kind, namespace, name }: ObjectId): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function translate(error: ClusterError, object: ObjectId): Error {
  const failure = `Cannot look at ${titleOf(object)}`;
  if (error.status === 404) {
    return new NotFoundError(`${failure}: the cluster does not have it`);
  }
  if (error.status === 403) {
    return new NotAllowedError(
      `${failure}: the portal's service account may not read it (${error.detail})`,
    );
  }
  return error.unreachable || error.status === 401 || error.status === 429
    ? new ServiceUnavailableError(
        `${failure}: the cluster does not answer (${error.detail}); try again in a moment`,
      )
    : new ForwardedError(failure, error);
}
