/**
 * Rules for VirtualMachines in the scaffolder.
 *
 * @packageDocumentation
 */

export { scaffolderModuleKubevirt as default } from './module';
