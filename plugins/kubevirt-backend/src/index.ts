/**
 * HTTP API for VirtualMachines.
 *
 * @packageDocumentation
 */

export { kubevirtPlugin as default } from './plugin';
