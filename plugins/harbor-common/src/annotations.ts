/**
 * Annotation of an entity: its repository in Harbor, `<project>/<repository>`. As the community's Harbor plugin has it.
 *
 * @public
 */
export const HARBOR_REPOSITORY_ANNOTATION = 'goharbor.io/repository-slug';
