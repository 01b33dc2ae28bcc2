/**
 * What frontend and backend of the GitOps plugin share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './ApplicationState';
export * from './ChangeProgress';
export * from './ChangeRequest';
export * from './changeRequestApi';
export * from './permissions';
export * from './signals';
