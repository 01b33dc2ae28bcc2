/**
 * VirtualMachines, golden images and clusters as catalog entities.
 *
 * @packageDocumentation
 */

export { catalogModuleKubevirt as default } from './module';
