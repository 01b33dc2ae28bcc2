/**
 * What frontend and backend of the Harbor plugin share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './harborApi';
export * from './imageNames';
export * from './permissions';
export * from './teamProjects';
