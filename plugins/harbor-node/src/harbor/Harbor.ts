import {
  HarborProject,
  HarborRepository,
  HarborTag,
} from '@naru/plugin-harbor-common';

/**
 * A Harbor of `harbor.instances`.
 *
 * @public
 */
export interface HarborInstance {
  name: string;
  /** Base URL of its API and pages, without a slash at the end. */
  url: string;
  /** Host and port that images are pulled from, as it stands in an image name. */
  registry: string;
}

/**
 * What a list holds and how old it is.
 *
 * @public
 */
export interface Listed<T> {
  items: T[];
  /** Harbor has more than the limit lets through. */
  truncated: boolean;
  readAt: Date;
}

/**
 * An image of Harbor.
 *
 * @public
 */
export interface HarborArtifact {
  /** `sha256:…` */
  digest: string;
  /** Names of its tags. */
  tags: string[];
  pushedAt: Date;
  /** Bytes as it is stored. */
  size: number;
  /** The last scan for vulnerabilities; absent when it was never scanned. */
  scan?: HarborScan;
}

/**
 * What a scan found.
 *
 * @public
 */
export interface HarborScan {
  /** Harbor's word: `Success`, `Running`, `Pending`, `Error`, `Stopped`… */
  status: string;
  /** Worst finding: `None`, `Low`, `Medium`, `High`, `Critical`, `Unknown`… */
  severity?: string;
  /** Number of findings by severity; one without findings may be missing. */
  summary?: Record<string, number>;
}

/**
 * How a call is made.
 *
 * @public
 */
export interface HarborCallOptions {
  /** Name in `harbor.instances`; default the first. */
  instance?: string;
  signal?: AbortSignal;
}

/**
 * The Harbors of the config. Each call throws a `HarborError` when Harbor gives no good answer, and an `InputError` when
 * a name could not be one or no such instance is configured; both messages are safe to show.
 *
 * @public
 */
export interface Harbor {
  readonly instances: readonly HarborInstance[];

  /** The Harbor that images of this registry host come from. */
  findByRegistry(host: string): HarborInstance | undefined;

  /** Those of the named projects that Harbor has and shows to the portal. */
  projects(
    names: string[],
    options?: HarborCallOptions,
  ): Promise<Listed<HarborProject>>;

  /** Repositories of a project, by name; undefined when there is no such project. */
  repositories(
    project: string,
    options?: HarborCallOptions,
  ): Promise<Listed<HarborRepository> | undefined>;

  /**
   * Tags of images, newest first. Harbor does not tell a repository that is missing from one that is empty.
   *
   * @param repository - without the project
   */
  tags(
    project: string,
    repository: string,
    options?: HarborCallOptions,
  ): Promise<Listed<HarborTag> | undefined>;

  /** One image by tag or digest, never from the cache; undefined when there is none. */
  artifact(
    image: { project: string; repository: string; reference: string },
    options?: HarborCallOptions,
  ): Promise<HarborArtifact | undefined>;
}
