/**
 * Runbooks beside an error, for the screens of any plugin.
 *
 * @packageDocumentation
 */
export { runbooksApiRef, type RunbooksApi } from './api/RunbooksApi';
export { RunbookArticle } from './article/RunbookArticle';
export { CaseSeverityMark } from './cases/CaseSeverityMark';
export { useRunbookLanguage } from './cases/useRunbookLanguage';
export { RunbookChips } from './chips/RunbookChips';
export { RunbookIcon } from './chips/RunbookIcon';
export { DefaultRunbookDrawer } from './drawer/DefaultRunbookDrawer';
export { RunbookDrawer } from './drawer/RunbookDrawer';
export {
  runbookDrawerApiRef,
  type RunbookDrawerApi,
  type RunbookReading,
} from './drawer/RunbookDrawerApi';
export { RunbookDrawerHost } from './drawer/RunbookDrawerHost';
export { useHelpful, type Helpful } from './feedback/useHelpful';
export { useHelpfulWords } from './feedback/useHelpfulWords';
export { errorSignals } from './match/errorSignals';
export { runbooksReactTranslationRef } from './translations/runbooksReactTranslationRef';
