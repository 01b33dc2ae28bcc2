import { ApplicationState } from '@naru/plugin-gitops-common';

/**
 * Where an Application takes its manifests from.
 *
 * @public
 */
export interface ApplicationSource {
  repoUrl: string;
  /** Folder in the repository; empty for its root. */
  path: string;
  /** Branch, tag or commit; `HEAD` for the default branch. */
  targetRevision: string;
  /**
   * `directory`: the files right in the folder. `tree`: all files below it, as Helm, Kustomize, plug-ins and recursing directories read them.
   * `files`: no folder, only `files`, as a source that others take value files from.
   */
  reads: 'directory' | 'tree' | 'files';
  /** Paths from the root of the repository that are read besides: Helm's value files, in the folder or elsewhere. */
  files?: string[];
  /** Glob that a file's path within the folder has to match. */
  include?: string;
  /** Glob of paths within the folder that are not read. */
  exclude?: string;
}

/**
 * Where an Application puts its objects.
 *
 * @public
 */
export interface ApplicationDestination {
  /** URL of the API server as Argo CD knows it. */
  server?: string;
  /** Name of the cluster in Argo CD; `in-cluster` for its own. */
  name?: string;
  namespace?: string;
}

/**
 * An Argo CD Application, with what is needed to find and follow it.
 *
 * @public
 */
export interface Application {
  state: ApplicationState;
  sources: ApplicationSource[];
  labels?: Record<string, string>;
  /** Entity ref of the owner that the Application itself names (annotation `naru.io/owner`), not checked. */
  owner?: string;
  destination?: ApplicationDestination;
  /** ISO 8601. */
  createdAt?: string;
  /** Commits that it was last compared with, one for each source. */
  revisions?: string[];
  /** Name of the ApplicationSet that made it. */
  applicationSet?: string;
  /** Time of the last comparison, ISO 8601. */
  reconciledAt?: string;
  /** Commits that the running or last operation applies. */
  operationRevisions: string[];
}
