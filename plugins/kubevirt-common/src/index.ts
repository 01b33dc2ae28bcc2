/**
 * What frontend and backend of the KubeVirt plugin share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './ClusterState';
export * from './entities';
export * from './permissions';
export * from './PowerOffer';
export * from './PrintableStatus';
export * from './signals';
export * from './VirtualMachine';
export * from './virtualMachineApi';
