import { z } from 'zod';
import {
  conditionsSchema,
  namespacedMetadataSchema,
  quantitySchema,
} from './metadata';
import { domainSchema } from './VirtualMachineObject';

/**
 * The fields of a KubeVirt VirtualMachineInstance (kubevirt.io/v1) that are used.
 */
export const instanceObjectSchema = z.object({
  metadata: namespacedMetadataSchema,
  spec: z
    .object({ domain: domainSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  status: z
    .object({
      phase: z.string().optional().catch(undefined),
      nodeName: z.string().optional().catch(undefined),
      conditions: conditionsSchema,
      interfaces: z
        .array(
          z.object({
            name: z.string().optional(),
            interfaceName: z.string().optional(),
            mac: z.string().optional(),
            ipAddress: z.string().optional(),
            ipAddresses: z.array(z.string()).nullish(),
          }),
        )
        .nullish()
        .catch(undefined),
      guestOSInfo: z
        .object({
          name: z.string().optional(),
          prettyName: z.string().optional(),
        })
        .optional()
        .catch(undefined),
      volumeStatus: z
        .array(
          z.object({
            name: z.string(),
            persistentVolumeClaimInfo: z
              .object({
                capacity: z.object({ storage: quantitySchema }).nullish(),
              })
              .optional()
              .catch(undefined),
          }),
        )
        .nullish()
        .catch(undefined),
    })
    .optional(),
});

/** A KubeVirt VirtualMachineInstance, the fields that are used. */
export type InstanceObject = z.infer<typeof instanceObjectSchema>;
