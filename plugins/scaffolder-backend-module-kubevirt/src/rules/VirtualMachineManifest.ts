import { z } from 'zod';

/** What is not as a VirtualMachine has it, is left to the schema of the cluster to refuse. */
const optional = <T extends z.ZodType>(schema: T) =>
  schema.optional().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).catch([]);

const quantity = z.union([z.string(), z.number()]);
const quantities = z.object({
  cpu: optional(quantity),
  memory: optional(quantity),
});
const named = z.object({ name: z.string() });

const volumeSchema = z.looseObject({
  name: z.string(),
  dataVolume: optional(named),
  cloudInitNoCloud: optional(
    z.object({
      userData: optional(z.string()),
      userDataBase64: optional(z.string()),
    }),
  ),
  cloudInitConfigDrive: optional(
    z.object({
      userData: optional(z.string()),
      userDataBase64: optional(z.string()),
    }),
  ),
  containerDisk: optional(z.object({ image: z.string() })),
});

const dataVolumeSchema = z.object({
  metadata: named,
  spec: z.object({
    sourceRef: optional(
      z.object({
        kind: z.string(),
        name: z.string(),
        namespace: optional(z.string()),
      }),
    ),
    source: optional(
      z.record(
        z.string(),
        z
          .looseObject({
            url: optional(z.string()),
            name: optional(z.string()),
            namespace: optional(z.string()),
          })
          .catch({}),
      ),
    ),
    storage: optional(
      z.object({
        storageClassName: optional(z.string()),
        resources: optional(
          z.object({
            requests: optional(z.object({ storage: optional(quantity) })),
          }),
        ),
      }),
    ),
    pvc: optional(z.unknown()),
  }),
});

const cpuSchema = z.object({
  cores: optional(z.number()),
  sockets: optional(z.number()),
  threads: optional(z.number()),
});

/** The parts of a VirtualMachine that rules look at. */
export const virtualMachineManifestSchema = z.object({
  spec: z.object({
    runStrategy: optional(z.string()),
    dataVolumeTemplates: listOf(dataVolumeSchema),
    template: z.object({
      spec: z.object({
        hostname: optional(z.string()),
        domain: z.object({
          cpu: optional(cpuSchema),
          memory: optional(z.object({ guest: optional(quantity) })),
          resources: optional(
            z.object({
              requests: optional(quantities),
              limits: optional(quantities),
            }),
          ),
          devices: z
            .object({
              disks: listOf(named),
              interfaces: listOf(named),
              autoattachGraphicsDevice: optional(z.boolean()),
              tpm: optional(z.unknown()),
            })
            .catch({ disks: [], interfaces: [] }),
        }),
        networks: listOf(named),
        volumes: listOf(volumeSchema),
      }),
    }),
  }),
});

/** The parts of a VirtualMachine that rules look at. */
export type VirtualMachineManifest = z.output<
  typeof virtualMachineManifestSchema
>;

/** What a rule finds; the file is known to the caller. */
export interface RuleFault {
  rule: string;
  field: string;
  message: string;
}
