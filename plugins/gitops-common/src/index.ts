/**
 * What frontend and backend of the GitOps plugin share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './ApplicationState';
export * from './ChangeProgress';
export * from './ChangeRequest';
export * from './changePreview';
export * from './changeRequestApi';
export * from './entityApplications';
export * from './permissions';
export * from './signals';
