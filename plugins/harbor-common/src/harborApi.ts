import { z } from 'zod';

/**
 * A project of Harbor.
 *
 * @public
 */
export const harborProjectSchema = z.object({
  /** Name of the Harbor in `harbor.instances`. */
  instance: z.string(),
  name: z.string(),
  /** Host and port that images are pulled from. */
  registry: z.string(),
  repositoryCount: z.number().int(),
});

/**
 * A project of Harbor.
 *
 * @public
 */
export type HarborProject = z.infer<typeof harborProjectSchema>;

/**
 * A repository of Harbor.
 *
 * @public
 */
export const harborRepositorySchema = z.object({
  /** With the project: `team1-dev/shop`. */
  name: z.string(),
  artifactCount: z.number().int(),
});

/**
 * A repository of Harbor.
 *
 * @public
 */
export type HarborRepository = z.infer<typeof harborRepositorySchema>;

/**
 * A tag and the image behind it.
 *
 * @public
 */
export const harborTagSchema = z.object({
  name: z.string(),
  /** Digest of the image, `sha256:…`. */
  digest: z.string(),
  /** When the tag was set, ISO 8601. */
  pushedAt: z.string(),
  /** Bytes of the image as it is stored. */
  size: z.number(),
});

/**
 * A tag and the image behind it.
 *
 * @public
 */
export type HarborTag = z.infer<typeof harborTagSchema>;

/** What every list says besides its items. */
const listFacts = {
  /** There is more in Harbor than is listed here. */
  truncated: z.boolean(),
  /** When Harbor gave this, ISO 8601. */
  readAt: z.string(),
};

/**
 * Answer of `GET /v1/projects?team=`.
 *
 * @public
 */
export const harborProjectListSchema = z.object({
  items: z.array(harborProjectSchema),
  /** The projects that belong to the team by name, also those that Harbor does not have or does not show. */
  expected: z.array(z.string()),
  ...listFacts,
});

/**
 * Answer of `GET /v1/projects?team=`.
 *
 * @public
 */
export type HarborProjectList = z.infer<typeof harborProjectListSchema>;

/**
 * Answer of `GET /v1/repositories?project=`, by name.
 *
 * @public
 */
export const harborRepositoryListSchema = z.object({
  items: z.array(harborRepositorySchema),
  ...listFacts,
});

/**
 * Answer of `GET /v1/repositories?project=`, by name.
 *
 * @public
 */
export type HarborRepositoryList = z.infer<typeof harborRepositoryListSchema>;

/**
 * Answer of `GET /v1/tags?project=&repository=`, newest first, without `latest`.
 *
 * @public
 */
export const harborTagListSchema = z.object({
  items: z.array(harborTagSchema),
  ...listFacts,
});

/**
 * Answer of `GET /v1/tags?project=&repository=`, newest first, without `latest`.
 *
 * @public
 */
export type HarborTagList = z.infer<typeof harborTagListSchema>;
