/**
 * Builds documentation with MkDocs, or without it where there is no Python.
 *
 * @packageDocumentation
 */

export { techdocsModuleMarkdown as default } from './module';
