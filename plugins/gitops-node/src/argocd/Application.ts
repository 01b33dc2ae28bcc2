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
   */
  reads: 'directory' | 'tree';
}

/**
 * An Argo CD Application, with what is needed to find and follow it.
 *
 * @public
 */
export interface Application {
  state: ApplicationState;
  sources: ApplicationSource[];
  /** Name of the ApplicationSet that made it. */
  applicationSet?: string;
  /** Time of the last comparison, ISO 8601. */
  reconciledAt?: string;
  /** Commits that the running or last operation applies. */
  operationRevisions: string[];
}
