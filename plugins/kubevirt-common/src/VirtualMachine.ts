import { z } from 'zod';
import { powerOfferSchema } from './PowerOffer';
import { printableStatusSchema } from './PrintableStatus';

/**
 * A row of the list of VirtualMachines.
 *
 * @public
 */
export const virtualMachineSummarySchema = z.object({
  /** `resource:<namespace>/<name>` of its catalog entity. */
  entityRef: z.string(),
  cluster: z.string(),
  /** Kubernetes namespace. */
  namespace: z.string(),
  /** Kubernetes name. */
  name: z.string(),
  /** Entity ref of the owner. */
  owner: z.string(),
  status: printableStatusSchema,
  ready: z.boolean(),
  paused: z.boolean(),
  /** `Always`, `RerunOnFailure`, `Manual`, `Once`, `Halted` or `WaitAsReceiver`. */
  runStrategy: z.string(),
  node: z.string().optional(),
  /** First address of the first interface that has one. */
  ip: z.string().optional(),
  ips: z.array(z.string()),
  /** Virtual CPUs; 0 when unknown. */
  cpu: z.number(),
  /** Guest memory in bytes; 0 when unknown. */
  memoryBytes: z.number(),
  /** Sum of all disks in bytes; 0 when unknown. */
  diskBytes: z.number(),
  /** The golden image of the first disk; the ref is there when the image is in the catalog. */
  image: z
    .object({ title: z.string(), entityRef: z.string().optional() })
    .optional(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** e.g. `staging`, from the label of the machine or its namespace. */
  environment: z.string().optional(),
  /** Of the disk import that is slowest, e.g. `42.5%`; only while disks are prepared. */
  progress: z.string().optional(),
  /** What keeps it from running, in KubeVirt's words. */
  message: z.string().optional(),
});

/**
 * A row of the list of VirtualMachines.
 *
 * @public
 */
export type VirtualMachineSummary = z.infer<typeof virtualMachineSummarySchema>;

/**
 * A condition of a VirtualMachine or its running instance.
 *
 * @public
 */
export const virtualMachineConditionSchema = z.object({
  type: z.string(),
  /** `True`, `False` or `Unknown`. */
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  /** ISO 8601 time of the last transition. */
  since: z.string().optional(),
});

/**
 * A condition of a VirtualMachine or its running instance.
 *
 * @public
 */
export type VirtualMachineCondition = z.infer<
  typeof virtualMachineConditionSchema
>;

/**
 * A disk of a VirtualMachine.
 *
 * @public
 */
export const virtualMachineDiskSchema = z.object({
  /** Name of the volume. */
  name: z.string(),
  /** Name of the DataVolume that fills it. */
  dataVolume: z.string().optional(),
  /** Phase of the DataVolume, e.g. `ImportInProgress`. */
  phase: z.string().optional(),
  /** `N/A` or a percentage such as `12.34%`. */
  progress: z.string().optional(),
  sizeBytes: z.number().optional(),
  storageClass: z.string().optional(),
  /** Why it is not ready, in CDI's words. */
  message: z.string().optional(),
});

/**
 * A disk of a VirtualMachine.
 *
 * @public
 */
export type VirtualMachineDisk = z.infer<typeof virtualMachineDiskSchema>;

/**
 * A network interface of a VirtualMachine.
 *
 * @public
 */
export const virtualMachineInterfaceSchema = z.object({
  name: z.string(),
  ips: z.array(z.string()),
  mac: z.string().optional(),
});

/**
 * A network interface of a VirtualMachine.
 *
 * @public
 */
export type VirtualMachineInterface = z.infer<
  typeof virtualMachineInterfaceSchema
>;

/**
 * One VirtualMachine with all that its page shows.
 *
 * @public
 */
export const virtualMachineSchema = virtualMachineSummarySchema.extend({
  conditions: z.array(virtualMachineConditionSchema),
  disks: z.array(virtualMachineDiskSchema),
  interfaces: z.array(virtualMachineInterfaceSchema),
  /** Absent while no instance runs. */
  guest: z
    .object({ os: z.string().optional(), agentConnected: z.boolean() })
    .optional(),
  /** The change request that made it; absent when it was not made through Naru. */
  request: z
    .object({
      /** Id in `gitops.repositories`. */
      repository: z.string(),
      branch: z.string(),
      sourceFile: z.string().optional(),
      /** User entity ref. */
      requestedBy: z.string().optional(),
    })
    .optional(),
  /** Name of the Argo CD Application that manages it. */
  application: z.string().optional(),
  power: z.object({
    start: powerOfferSchema,
    stop: powerOfferSchema,
    restart: powerOfferSchema,
  }),
});

/**
 * One VirtualMachine with all that its page shows.
 *
 * @public
 */
export type VirtualMachine = z.infer<typeof virtualMachineSchema>;
