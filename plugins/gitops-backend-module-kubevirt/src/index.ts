/**
 * Tells the gitops backend how the VirtualMachines of a change do.
 *
 * @packageDocumentation
 */

export { gitopsModuleKubevirt as default } from './module';
