/**
 * The helm program: rendering and linting of charts, bounded and without network.
 *
 * @packageDocumentation
 */
export { HelmError, type HelmErrorKind } from './HelmError';
export {
  type HelmLimits,
  type HelmLintOptions,
  HelmProgram,
  type HelmTemplateOptions,
} from './HelmProgram';
export type { HelmSearch } from './findProgram';
export type { LintFinding } from './LintFinding';
