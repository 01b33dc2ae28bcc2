/**
 * Entity ref of the owner, on a manifest and its entity, e.g. `group:default/team1`.
 *
 * @public
 */
export const OWNER_ANNOTATION = 'naru.io/owner';

/**
 * User ref of the person who asked for the object.
 *
 * @public
 */
export const REQUESTED_BY_ANNOTATION = 'naru.io/requested-by';

/**
 * The change request that made the object, `<repository id>:<branch>`. See {@link parseRequestId}.
 *
 * @public
 */
export const REQUEST_ANNOTATION = 'naru.io/request';

/**
 * Path of the manifest in the GitOps repository.
 *
 * @public
 */
export const SOURCE_FILE_ANNOTATION = 'naru.io/source-file';

/**
 * Label on an Application and on everything it deploys: name of the component.
 *
 * @public
 */
export const APP_LABEL = 'naru.io/app';

/**
 * Label on an Application: `staging` or `production`.
 *
 * @public
 */
export const ENVIRONMENT_LABEL = 'naru.io/environment';

/**
 * Annotation of an entity: label selector of its Argo CD Applications, e.g. `naru.io/app=shop`. As the community's Argo CD plugin has it.
 *
 * @public
 */
export const APP_SELECTOR_ANNOTATION = 'argocd/app-selector';

/**
 * Annotation of an entity: names of its Argo CD Applications, separated by commas. As the community's Argo CD plugin has it.
 *
 * @public
 */
export const APP_NAME_ANNOTATION = 'argocd/app-name';

/**
 * Branches of change requests that Naru makes begin with this.
 *
 * @public
 */
export const BRANCH_PREFIX = 'naru/';

/**
 * Value of {@link REQUEST_ANNOTATION} for a change request.
 *
 * @public
 */
export function requestId(repository: string, branch: string): string {
  return `${repository}:${branch}`;
}

/**
 * Takes the value of {@link REQUEST_ANNOTATION} apart; `undefined` when it is not one.
 *
 * @public
 */
export function parseRequestId(
  id: string,
): { repository: string; branch: string } | undefined {
  const match = /^([A-Za-z0-9][\w.-]*):(\S+)$/.exec(id);
  return match ? { repository: match[1], branch: match[2] } : undefined;
}
