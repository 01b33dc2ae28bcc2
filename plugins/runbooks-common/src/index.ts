/**
 * Runbooks: cases, signals and the API, for browser and backend.
 *
 * @packageDocumentation
 */

export * from './apiSchemas';
export * from './frontMatter';
export * from './permissions';
export * from './runbooksApi';
export * from './Signal';
