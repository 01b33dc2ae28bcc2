import { z } from 'zod';

/** A moment as Harbor writes it; the zero date stands for "never". */
const moment = z.iso.datetime({ offset: true });

/** Answer of `GET /systeminfo`: the version is told only to an account that Harbor accepts. */
export const systemInfoSchema = z.object({
  harbor_version: z.string().optional(),
});

/** Answer of `GET /projects`. */
export const projectsSchema = z.array(
  z.object({
    name: z.string(),
    // Harbor leaves out what is zero.
    repo_count: z.number().int().default(0),
  }),
);

/** Answer of `GET /projects/{project}/repositories`. */
export const repositoriesSchema = z.array(
  z.object({
    name: z.string(),
    artifact_count: z.number().int().default(0),
  }),
);

const overviewSchema = z.object({
  scan_status: z.string().optional(),
  severity: z.string().optional(),
  summary: z
    .object({ summary: z.record(z.string(), z.number()).optional() })
    .nullish(),
});

/** Answer of `GET …/artifacts/{reference}`. */
export const artifactSchema = z.object({
  digest: z.string(),
  push_time: moment,
  size: z.number().default(0),
  tags: z.array(z.object({ name: z.string(), push_time: moment })).nullish(),
  /** By MIME type of the report. */
  scan_overview: z.record(z.string(), overviewSchema).nullish(),
});

/** Answer of `GET …/artifacts`. */
export const artifactsSchema = z.array(artifactSchema);
