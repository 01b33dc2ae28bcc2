/**
 * Runbooks in search.
 *
 * @packageDocumentation
 */

export { searchModuleRunbooks as default } from './module';
export {
  RunbookCollatorFactory,
  type RunbookDocument,
} from './RunbookCollatorFactory';
