/**
 * Tells the gitops backend how the workloads of an application do.
 *
 * @packageDocumentation
 */

export { gitopsModuleWorkloads as default } from './module';
