import { z } from 'zod';
import {
  conditionsSchema,
  metadataSchema,
  namespacedMetadataSchema,
  quantitySchema,
} from './metadata';
import { dataVolumeSpecSchema } from './VirtualMachineObject';

/**
 * The fields of a CDI DataVolume (cdi.kubevirt.io/v1beta1) that are used.
 */
export const dataVolumeObjectSchema = z.object({
  metadata: namespacedMetadataSchema,
  spec: dataVolumeSpecSchema,
  status: z
    .object({
      phase: z.string().optional().catch(undefined),
      progress: z.string().optional().catch(undefined),
      conditions: conditionsSchema,
    })
    .optional(),
});

/** A CDI DataVolume, the fields that are used. */
export type DataVolumeObject = z.infer<typeof dataVolumeObjectSchema>;

/**
 * The fields of a CDI DataSource (cdi.kubevirt.io/v1beta1) that are used.
 */
export const dataSourceObjectSchema = z.object({
  metadata: namespacedMetadataSchema,
});

/** A CDI DataSource, the fields that are used. */
export type DataSourceObject = z.infer<typeof dataSourceObjectSchema>;

/**
 * The fields of a Namespace that are used.
 */
export const namespaceObjectSchema = z.object({ metadata: metadataSchema });

/** A Namespace, the fields that are used. */
export type NamespaceObject = z.infer<typeof namespaceObjectSchema>;

/**
 * The fields of an instancetype (instancetype.kubevirt.io/v1beta1), of a namespace or of the cluster, that are used.
 */
export const instancetypeObjectSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    cpu: z.object({ guest: z.number() }),
    memory: z.object({ guest: quantitySchema }),
  }),
});

/** An instancetype, the fields that are used. */
export type InstancetypeObject = z.infer<typeof instancetypeObjectSchema>;
