import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  ClusterClient,
  ObjectWatch,
  pathSegment,
  resolveClusterConnection,
} from '@naru/plugin-clusters-node';
import { ArgoCdState } from '@naru/plugin-gitops-common';
import { z } from 'zod';
import { ArgoCdConfig, readArgoCds } from '../config/readArgoCds';
import { Application } from './Application';
import { ArgoCdApplications, SyncOrder } from './ArgoCdApplications';
import { coversFile, FileInRepository } from './coversFile';
import { normalizeRepositoryUrl } from './normalizeRepositoryUrl';
import { orderSync } from './orderSync';
import { readApplication } from './readApplication';

interface ArgoCd {
  config: ArgoCdConfig;
  client: ClusterClient;
  watch: ObjectWatch<Application>;
}

const applicationSetsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.unknown().optional(),
    }),
  ),
});

const REFRESH = 'argocd.argoproj.io/refresh';
const APPLICATION_SET_REFRESH = 'argocd.argoproj.io/application-set-refresh';

/**
 * One watch for each Argo CD of `gitops.argocd`.
 */
export class DefaultArgoCdApplications implements ArgoCdApplications {
  readonly #argoCds: ArgoCd[];
  readonly #logger: LoggerService;

  private constructor(argoCds: ArgoCd[], logger: LoggerService) {
    this.#argoCds = argoCds;
    this.#logger = logger;
  }

  /** @throws Error with one line when the configuration is wrong */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): DefaultArgoCdApplications {
    const { logger } = options;
    const argoCds = readArgoCds(config).map(argoCd => {
      const client = new ClusterClient({
        connection: resolveClusterConnection(config, argoCd.cluster),
      });
      const watch = new ObjectWatch<Application>({
        client,
        path: `${apiPath(argoCd.namespace)}/applications`,
        parse: object => readApplication(argoCd.cluster, object),
        logger,
      });
      return { config: argoCd, client, watch };
    });
    return new DefaultArgoCdApplications(argoCds, logger);
  }

  get configured(): boolean {
    return this.#argoCds.length > 0;
  }

  /** Watches until the signal is aborted. */
  start(signal: AbortSignal): void {
    for (const { watch, client } of this.#argoCds) {
      watch.start(signal).finally(() => client.close());
    }
  }

  list(): Application[] {
    return this.#argoCds.flatMap(({ watch }) => watch.values());
  }

  covering(file: FileInRepository): Application[] {
    return this.list()
      .filter(({ sources }) => sources.some(source => coversFile(source, file)))
      .sort((one, other) => one.state.name.localeCompare(other.state.name));
  }

  state(): ArgoCdState {
    const states = this.#argoCds.map(({ config, watch }) => ({
      cluster: config.cluster,
      ...watch.state,
    }));
    const worst =
      states.find(({ phase }) => phase === 'stale') ??
      states.find(({ phase }) => phase === 'loading') ??
      states.at(0);
    return {
      phase: worst?.phase ?? 'live',
      lastGoodAt: worst?.lastGoodAt?.toISOString(),
      message: worst?.phase === 'live' ? undefined : worst?.error,
    };
  }

  urlOf(application: Application): string | undefined {
    const { namespace, name } = application.state;
    const url = this.#argoCdOf(application)?.config.url;
    return url && `${url}/applications/${namespace}/${name}`;
  }

  async sync(application: Application, order: SyncOrder): Promise<string[]> {
    const { namespace, name } = application.state;
    const argoCd = this.#argoCdOf(application);
    if (!argoCd) {
      throw new NotFoundError(
        `No Argo CD of gitops.argocd has Application ${namespace}/${name}`,
      );
    }
    return orderSync({
      client: argoCd.client,
      path: `${apiPath(namespace)}/applications/${pathSegment(name)}`,
      name,
      order,
    });
  }

  async refresh(application: Application): Promise<void> {
    const { namespace, name } = application.state;
    await this.#argoCdOf(application)?.client.request({
      method: 'PATCH',
      path: `${apiPath(namespace)}/applications/${pathSegment(name)}`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: { [REFRESH]: 'normal' } } },
      idempotent: true,
    });
  }

  async refreshApplicationSets(cloneUrls: string[]): Promise<string[]> {
    const urls = new Set(cloneUrls.map(normalizeRepositoryUrl));
    const refreshed: string[] = [];
    for (const { config, client } of this.#argoCds) {
      try {
        const path = `${apiPath(config.namespace)}/applicationsets`;
        const { items } = applicationSetsSchema.parse(
          await client.request({ method: 'GET', path }),
        );
        for (const { metadata, spec } of items) {
          if (!repositoryUrlsIn(spec).some(url => urls.has(url))) {
            continue;
          }
          await client.request({
            method: 'PATCH',
            path: `${path}/${pathSegment(metadata.name)}`,
            contentType: 'application/merge-patch+json',
            body: {
              metadata: { annotations: { [APPLICATION_SET_REFRESH]: 'true' } },
            },
            idempotent: true,
          });
          refreshed.push(metadata.name);
        }
      } catch (error) {
        this.#logger.warn(
          `ApplicationSets of cluster ${config.cluster} were not asked to look for new folders; they do so at their own pace: ${error}`,
        );
      }
    }
    return refreshed;
  }

  subscribe(listener: (application?: Application) => void): () => void {
    const ends = this.#argoCds.map(({ watch }) =>
      watch.subscribe(({ object }) => listener(object)),
    );
    return () => ends.forEach(end => end());
  }

  #argoCdOf({ state }: Application): ArgoCd | undefined {
    return this.#argoCds.find(
      ({ config }) =>
        config.cluster === state.cluster &&
        config.namespace === state.namespace,
    );
  }
}

function apiPath(namespace: string): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${pathSegment(namespace)}`;
}

/** Generators nest (matrix, merge), so any `repoURL` counts. */
function repositoryUrlsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'repoURL' && typeof child === 'string'
      ? [normalizeRepositoryUrl(child)]
      : repositoryUrlsIn(child),
  );
}
