import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ChangeProgress,
  ChangeRequest,
  ManualSync,
} from '@naru/plugin-gitops-common';
import {
  Application,
  ArgoCdApplications,
  ChangeRequestHosts,
  CommitStatus,
  ObjectState,
  ObjectStateSource,
} from '@naru/plugin-gitops-node';
import { ChangeRequests } from '../changes/ChangeRequests';
import { environmentOf } from '../applications/selectApplications';
import { describeSteps } from './describeSteps';
import { describeSync, FileCoverage } from './describeSync';
import { ManifestObject } from './ManifestObject';

/** Joins what forge, Argo CD and catalog know of a change. */
export class ProgressReader {
  readonly #changeRequests: ChangeRequests;
  readonly #applications: ArgoCdApplications;
  readonly #hosts: ChangeRequestHosts;
  readonly #catalog: CatalogService;
  readonly #objectStates: ObjectStateSource[];
  readonly #whoMay: (application: Application) => string[];

  constructor(options: {
    changeRequests: ChangeRequests;
    applications: ArgoCdApplications;
    hosts: ChangeRequestHosts;
    catalog: CatalogService;
    objectStates: ObjectStateSource[];
    /** Entity refs of those who may sync an Application. */
    whoMay?: (application: Application) => string[];
  }) {
    this.#changeRequests = options.changeRequests;
    this.#applications = options.applications;
    this.#hosts = options.hosts;
    this.#catalog = options.catalog;
    this.#objectStates = options.objectStates;
    this.#whoMay = options.whoMay ?? (() => []);
  }

  /**
   * How far a change has come.
   *
   * @param options - `withApplications`: the person may see Applications
   * @throws ForgeError when something is not known and the forge does not answer
   */
  async read(
    changeRequest: ChangeRequest,
    options: { credentials: BackstageCredentials; withApplications: boolean },
  ): Promise<ChangeProgress> {
    const merged = changeRequest.state === 'merged';
    const [files, checks, entitiesInCatalog] = await Promise.all([
      merged ? this.coverage(changeRequest) : [],
      changeRequest.state === 'open' ? this.#checks(changeRequest) : [],
      merged
        ? this.#entitiesInCatalog(changeRequest, options.credentials)
        : new Set<string>(),
    ]);
    const argocd = this.#applications.state();
    const laterCommits = this.laterCommits(changeRequest);
    return {
      changeRequest,
      steps: describeSteps({
        changeRequest,
        checks,
        files,
        laterCommits,
        argocd,
        argocdConfigured: this.#applications.configured,
        entitiesInCatalog,
        objectStates: merged ? this.#statesOf(changeRequest) : new Map(),
      }).map(step =>
        step.id === 'sync' && !options.withApplications
          ? { ...step, message: undefined }
          : step,
      ),
      applications: options.withApplications
        ? [...applicationsOf(files)].map(({ state }) => state)
        : [],
      manual: options.withApplications
        ? this.#manual(changeRequest, files, laterCommits)
        : undefined,
      argocd,
    };
  }

  /** Commits of merges into the same branch since, as far as they are known. */
  laterCommits({ repository, base, mergedAt }: ChangeRequest): Set<string> {
    const since = Date.parse(mergedAt ?? '');
    return new Set(
      this.#changeRequests
        .known()
        .filter(
          one =>
            one.repository === repository &&
            one.base === base &&
            Date.parse(one.mergedAt ?? '') > since,
        )
        .flatMap(({ mergeSha }) => mergeSha ?? []),
    );
  }

  #manual(
    changeRequest: ChangeRequest,
    files: FileCoverage[],
    laterCommits: Set<string>,
  ): ManualSync[] {
    const waiting = describeSync(changeRequest, files, laterCommits).flatMap(
      ({ manual, application }) => (manual && application) || [],
    );
    return [...new Set(waiting)].map(application => ({
      application: application.state.name,
      environment: environmentOf(application),
      whoMay: this.#whoMay(application),
    }));
  }

  /** The files of a change with the Applications that read them. */
  async coverage(changeRequest: ChangeRequest): Promise<FileCoverage[]> {
    const { repository } = this.#hosts.get(changeRequest.repository);
    return Promise.all(
      changeRequest.files
        .filter(({ status }) => status !== 'deleted')
        .map(async ({ path }) => {
          const objects = (
            await this.#changeRequests.objectsIn(changeRequest, path)
          ).filter(isForCluster);
          return {
            path,
            objects,
            applications: this.#applications.covering({
              cloneUrls: repository.cloneUrls,
              branch: changeRequest.base,
              path,
            }),
            made: this.#applicationsAmong(objects),
          };
        }),
    );
  }

  #applicationsAmong(objects: ManifestObject[]): FileCoverage['made'] {
    const all = this.#applications.list();
    return objects
      .filter(
        ({ group, kind }) => group === 'argoproj.io' && kind === 'Application',
      )
      .map(({ name, namespace }) => ({
        name,
        application: all.find(
          ({ state }) =>
            state.name === name &&
            (namespace === undefined || state.namespace === namespace),
        ),
      }));
  }

  /** Checks are a courtesy: a forge that does not tell them is no reason to show nothing. */
  async #checks({
    repository,
    headSha,
  }: ChangeRequest): Promise<CommitStatus[]> {
    try {
      return await this.#hosts.get(repository).commitStatuses(headSha);
    } catch {
      return [];
    }
  }

  #statesOf({ entityRefs }: ChangeRequest): Map<string, ObjectState> {
    return new Map(
      entityRefs.flatMap(ref =>
        this.#objectStates.flatMap(source => {
          const state = source.stateOf(ref);
          return state ? [[ref, state] as const] : [];
        }),
      ),
    );
  }

  async #entitiesInCatalog(
    { entityRefs }: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (entityRefs.length === 0) {
      return new Set();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata.name'] },
      { credentials },
    );
    return new Set(entityRefs.filter((_, index) => items[index]));
  }
}

/** Entities look like objects and are the catalog's. */
function isForCluster({ group }: ManifestObject): boolean {
  return group !== 'backstage.io';
}

/** Each Application once. */
export function applicationsOf(files: FileCoverage[]): Set<Application> {
  return new Set(
    files.flatMap(({ applications, made = [] }) => [
      ...applications,
      ...made.flatMap(({ application }) => application ?? []),
    ]),
  );
}
