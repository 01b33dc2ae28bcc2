/**
 * Deployments, Pods and autoscalers of applications, and what is wrong with them, as a backend service.
 *
 * @packageDocumentation
 */

export type { Workload, WorkloadId, Workloads } from './Workloads';
export { workloadsServiceRef } from './workloadsServiceRef';
