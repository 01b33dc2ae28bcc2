import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  APP_LABEL,
  ArgoCdState,
  EntityApplication,
  EntityApplications,
} from '@naru/plugin-gitops-common';
import {
  Application,
  ApplicationOwners,
  ArgoCdApplications,
  ChangeRequestHosts,
  destinationCluster,
  normalizeRepositoryUrl,
} from '@naru/plugin-gitops-node';
import { WorkloadId, Workloads } from '@naru/plugin-workloads-node';
import { applicationTroubles } from './applicationTroubles';
import {
  environmentOf,
  ownersOf,
  selectApplications,
} from './selectApplications';
import { syncOfferOf } from './syncOfferOf';

/** An entity with the Applications that deploy it. */
export interface DeployedApplications {
  entity: Entity;
  entityRef: string;
  /** Entity refs of those who own it. */
  owners: string[];
  applications: Application[];
}

/** Joins what catalog, Argo CD and clusters know of what deploys an entity. */
export class EntityApplicationsReader {
  readonly #catalog: CatalogService;
  readonly #applications: ArgoCdApplications;
  readonly #hosts: ChangeRequestHosts;
  readonly #owners: ApplicationOwners;
  readonly #workloads: Workloads;
  readonly #platformGroup: string | undefined;

  constructor(options: {
    catalog: CatalogService;
    applications: ArgoCdApplications;
    hosts: ChangeRequestHosts;
    owners: ApplicationOwners;
    workloads: Workloads;
    /** Entity ref of the group that may sync everything. */
    platformGroup?: string;
  }) {
    this.#catalog = options.catalog;
    this.#applications = options.applications;
    this.#hosts = options.hosts;
    this.#owners = options.owners;
    this.#workloads = options.workloads;
    this.#platformGroup = options.platformGroup;
  }

  /**
   * The Applications of an entity, for a person.
   *
   * @throws NotFoundError when the catalog does not have the entity, or not for this person; InputError when its annotation cannot be read
   */
  async find(
    ref: { kind: string; namespace: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<DeployedApplications> {
    const entity = await this.#catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `The catalog has no ${stringifyEntityRef(ref)}, or you may not see it`,
      );
    }
    return {
      entity,
      entityRef: stringifyEntityRef(entity),
      owners: ownersOf(entity),
      applications: selectApplications(
        entity,
        this.#applications.list(),
        this.#owners,
      ),
    };
  }

  /** What is known of them now. */
  describe(
    { applications, owners }: DeployedApplications,
    options: { maySync: boolean },
  ): EntityApplications {
    const argocd = this.#applications.state();
    return {
      applications: applications.map(application =>
        this.#describe(application, argocd, {
          allowed: options.maySync,
          whoMay: this.whoMay(owners),
        }),
      ),
      argocd,
    };
  }

  /** Entity refs of those who may sync what is owned so. */
  whoMay(owners: string[]): string[] {
    return [
      ...new Set([
        ...owners,
        ...(this.#platformGroup ? [this.#platformGroup] : []),
      ]),
    ];
  }

  /** Entity refs of those who may sync an Application. */
  whoMaySync(application: Application): string[] {
    const owner = this.#owners.ownerOf(application);
    return this.whoMay(owner === undefined ? [] : [owner]);
  }

  #describe(
    application: Application,
    argocd: ArgoCdState,
    right: { allowed: boolean; whoMay: string[] },
  ): EntityApplication {
    const { state, destination } = application;
    const place = placeOf(application);
    const workload = place && this.#workloads.of(place);
    return {
      ...state,
      environment: environmentOf(application),
      destinationNamespace: destination?.namespace ?? '',
      revisionUrl: this.#revisionUrl(application),
      url: this.#applications.urlOf(application),
      workload: workload?.summary,
      troubles: [...applicationTroubles(state), ...(workload?.troubles ?? [])],
      syncOffer: syncOfferOf({ application, argocd, ...right }),
    };
  }

  #revisionUrl({ state, sources }: Application): string | undefined {
    const { revision } = state;
    if (revision === undefined || !/^[0-9a-f]{40,64}$/.test(revision)) {
      return undefined;
    }
    const urls = new Set(
      sources.map(({ repoUrl }) => normalizeRepositoryUrl(repoUrl)),
    );
    const host = this.#hosts
      .list()
      .find(({ repository }) =>
        repository.cloneUrls.some(url => urls.has(normalizeRepositoryUrl(url))),
      );
    return host && `${host.repository.url}/commit/${revision}`;
  }
}

/** Where what an Application deploys runs, as far as it can be looked up. */
export function placeOf(application: Application): WorkloadId | undefined {
  const cluster = destinationCluster(application);
  const namespace = application.destination?.namespace;
  const app = application.labels?.[APP_LABEL];
  return cluster && namespace && app ? { cluster, namespace, app } : undefined;
}
