/**
 * How documentation reads in Naru: diagrams, Korean line breaks, language, print.
 *
 * @packageDocumentation
 */

export { techdocsReadingModule as default } from './module';
