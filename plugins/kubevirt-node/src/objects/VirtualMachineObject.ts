import { z } from 'zod';
import {
  conditionsSchema,
  namespacedMetadataSchema,
  quantitySchema,
} from './metadata';

const resourceNamesSchema = z
  .object({ cpu: quantitySchema, memory: quantitySchema })
  .nullish()
  .catch(undefined);

/** `spec.domain` of a VirtualMachine's template or of an instance. */
export const domainSchema = z.object({
  cpu: z
    .object({
      cores: z.number().optional(),
      sockets: z.number().optional(),
      threads: z.number().optional(),
    })
    .nullish()
    .catch(undefined),
  memory: z.object({ guest: quantitySchema }).nullish().catch(undefined),
  resources: z
    .object({ requests: resourceNamesSchema, limits: resourceNamesSchema })
    .nullish()
    .catch(undefined),
  devices: z
    .object({
      disks: z
        .array(z.object({ name: z.string(), bootOrder: z.number().optional() }))
        .nullish()
        .catch(undefined),
      interfaces: z
        .array(
          z.object({ name: z.string(), macAddress: z.string().optional() }),
        )
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

const volumeSchema = z.object({
  name: z.string(),
  dataVolume: z.object({ name: z.string() }).optional().catch(undefined),
  persistentVolumeClaim: z
    .object({ claimName: z.string() })
    .optional()
    .catch(undefined),
  containerDisk: z.object({ image: z.string() }).optional().catch(undefined),
  emptyDisk: z.object({ capacity: quantitySchema }).optional().catch(undefined),
});

const storageSchema = z
  .object({
    storageClassName: z.string().optional(),
    resources: z
      .object({
        requests: z.object({ storage: quantitySchema }).nullish(),
      })
      .nullish(),
  })
  .optional()
  .catch(undefined);

/** `spec` of a DataVolume or of an entry of `dataVolumeTemplates`. */
export const dataVolumeSpecSchema = z.object({
  storage: storageSchema,
  pvc: storageSchema,
  sourceRef: z
    .object({
      kind: z.string(),
      name: z.string(),
      namespace: z.string().optional(),
    })
    .optional()
    .catch(undefined),
  source: z
    .object({
      http: z.object({ url: z.string() }).optional(),
      registry: z.object({ url: z.string().optional() }).optional(),
      pvc: z
        .object({ name: z.string(), namespace: z.string().optional() })
        .optional(),
    })
    .optional()
    .catch(undefined),
});

/** `spec` of a DataVolume. */
export type DataVolumeSpec = z.infer<typeof dataVolumeSpecSchema>;

/**
 * The fields of a KubeVirt VirtualMachine (kubevirt.io/v1) that are used. What is missing or odd in the rest does not lose the object.
 */
export const virtualMachineObjectSchema = z.object({
  metadata: namespacedMetadataSchema,
  spec: z.object({
    running: z.boolean().optional().catch(undefined),
    runStrategy: z.string().optional().catch(undefined),
    instancetype: z
      .object({ kind: z.string().optional(), name: z.string() })
      .optional()
      .catch(undefined),
    dataVolumeTemplates: z
      .array(
        z.object({
          metadata: z.object({ name: z.string() }),
          spec: dataVolumeSpecSchema,
        }),
      )
      .nullish()
      .catch(undefined),
    template: z
      .object({
        metadata: z
          .object({
            labels: z.record(z.string(), z.string()).nullish(),
          })
          .nullish()
          .catch(undefined),
        spec: z.object({
          domain: domainSchema.optional().catch(undefined),
          volumes: z.array(volumeSchema).nullish().catch(undefined),
        }),
      })
      .optional()
      .catch(undefined),
  }),
  status: z
    .object({
      printableStatus: z.string().optional().catch(undefined),
      ready: z.boolean().optional().catch(undefined),
      runStrategy: z.string().optional().catch(undefined),
      conditions: conditionsSchema,
      stateChangeRequests: z
        .array(z.object({ action: z.string() }))
        .nullish()
        .catch(undefined),
      startFailure: z
        .object({
          consecutiveFailCount: z.number().optional(),
          retryAfterTimestamp: z.string().optional(),
        })
        .nullish()
        .catch(undefined),
    })
    .optional(),
});

/** A KubeVirt VirtualMachine, the fields that are used. */
export type VirtualMachineObject = z.infer<typeof virtualMachineObjectSchema>;
