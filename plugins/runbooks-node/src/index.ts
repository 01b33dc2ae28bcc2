/**
 * Runbooks for backends: reads folders of pages, matches what systems say to cases, checks a folder.
 *
 * @packageDocumentation
 */

export { checkCommand } from './check/checkCommand';
export {
  checkRunbooks,
  type RunbookCheck,
  type RunbookCheckOptions,
} from './check/checkRunbooks';
export type { CompiledSignal } from './match/CompiledSignal';
export { patternLimits } from './match/MessagePattern';
export { RunbookIndex, type RunbookMatch } from './match/RunbookIndex';
export {
  readFolder,
  type RunbookFiles,
  type RunbookFolder,
} from './page/readFolder';
export type {
  RunbookCase,
  RunbookFault,
  RunbookSection,
  RunbookText,
} from './page/RunbookCase';
export { sectionTitles } from './page/sectionTitles';
export { DefaultRunbooks } from './service/DefaultRunbooks';
export type { Runbooks, RunbookSourceState } from './service/Runbooks';
export { runbooksServiceRef } from './service/runbooksServiceRef';
