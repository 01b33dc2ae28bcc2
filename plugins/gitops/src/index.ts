/**
 * The screens of the GitOps plugin: the way of a change from its pull request to the live object.
 *
 * @packageDocumentation
 */

export { default } from './plugin';
export { gitopsApiRef, type GitopsApi, type ObjectId } from './api/GitopsApi';
export { GitopsClient } from './api/GitopsClient';
export { gitopsTranslationRef } from './translations/gitopsTranslationRef';
