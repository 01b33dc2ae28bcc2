import { z } from 'zod';
import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';

/** Endpoint of AppProjects. */
export const APP_PROJECTS: ResourceId = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'appprojects',
};

const groupKinds = z
  .array(
    z.object({
      group: z.string(),
      kind: z.string(),
      name: z.string().optional(),
    }),
  )
  .optional();

const appProjectSchema = z.object({
  spec: z.object({
    sourceRepos: z.array(z.string()).optional(),
    destinations: z
      .array(
        z.object({
          name: z.string().optional(),
          namespace: z.string().optional(),
          server: z.string().optional(),
        }),
      )
      .optional(),
    clusterResourceWhitelist: groupKinds,
    clusterResourceBlacklist: groupKinds,
    namespaceResourceWhitelist: groupKinds,
    namespaceResourceBlacklist: groupKinds,
    syncWindows: z
      .array(
        z.object({
          kind: z.string().optional(),
          schedule: z.string().optional(),
          duration: z.string().optional(),
          timeZone: z.string().optional(),
          applications: z.array(z.string()).optional(),
          namespaces: z.array(z.string()).optional(),
          clusters: z.array(z.string()).optional(),
          manualSync: z.boolean().optional(),
          andOperator: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
});

/** What the Applications of a project may take from where and bring to where. */
export interface AppProject extends z.infer<typeof appProjectSchema> {
  name: string;
}

/** Reads an AppProject from the API. */
export function parseAppProject(object: KubernetesObject): AppProject {
  return { ...appProjectSchema.parse(object), name: object.metadata.name };
}
