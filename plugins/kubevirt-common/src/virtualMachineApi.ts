import { z } from 'zod';
import { clusterStateSchema } from './ClusterState';
import {
  virtualMachineSchema,
  virtualMachineSummarySchema,
} from './VirtualMachine';

/**
 * What the list can be sorted by; `-` before it turns the order round.
 *
 * @public
 */
export const virtualMachineSortFields = [
  'name',
  'status',
  'namespace',
  'owner',
  'cluster',
  'node',
  'ip',
  'cpu',
  'memory',
  'disk',
  'image',
  'createdAt',
] as const;

/**
 * What the list can be sorted by.
 *
 * @public
 */
export type VirtualMachineSortField = (typeof virtualMachineSortFields)[number];

/**
 * Query of `GET /v1/vms`. Filters are combined; a filter with several values admits each of them.
 *
 * @public
 */
export interface VirtualMachineListQuery {
  /** Rows to skip; default 0. */
  offset?: number;
  /** Rows wanted, 1 to 500; default 50. */
  limit?: number;
  /** Default `name`. */
  sort?: VirtualMachineSortField | `-${VirtualMachineSortField}`;
  /** Part of a name, namespace, address, node, owner or image; several words must all be found. */
  search?: string;
  status?: string[];
  namespace?: string[];
  /** Entity refs. */
  owner?: string[];
  cluster?: string[];
}

/**
 * Answer of `GET /v1/vms`.
 *
 * @public
 */
export const virtualMachineListSchema = z.object({
  items: z.array(virtualMachineSummarySchema),
  /** Rows that match, over all pages. */
  total: z.number(),
  offset: z.number(),
  limit: z.number(),
  clusters: z.array(clusterStateSchema),
  /** How many rows each value of a filter would leave, the other filters applied. */
  facets: z.object({
    status: z.record(z.string(), z.number()),
    namespace: z.record(z.string(), z.number()),
  }),
});

/**
 * Answer of `GET /v1/vms`.
 *
 * @public
 */
export type VirtualMachineList = z.infer<typeof virtualMachineListSchema>;

/**
 * Answer of `GET /v1/vms/:namespace/:entityName`.
 *
 * @public
 */
export const virtualMachineAnswerSchema = z.object({
  vm: virtualMachineSchema,
  cluster: clusterStateSchema,
});

/**
 * Answer of `GET /v1/vms/:namespace/:entityName`.
 *
 * @public
 */
export type VirtualMachineAnswer = z.infer<typeof virtualMachineAnswerSchema>;

/**
 * Answer of `GET /v1/clusters`.
 *
 * @public
 */
export const clusterListSchema = z.object({
  clusters: z.array(clusterStateSchema),
});

/**
 * Answer of `GET /v1/clusters`.
 *
 * @public
 */
export type ClusterList = z.infer<typeof clusterListSchema>;

/**
 * Answer (202) of a power action: the cluster has accepted it; the new state follows by signal.
 *
 * @public
 */
export const powerAnswerSchema = z.object({ message: z.string() });

/**
 * Answer (202) of a power action.
 *
 * @public
 */
export type PowerAnswer = z.infer<typeof powerAnswerSchema>;
