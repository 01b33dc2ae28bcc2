import { z } from 'zod';

const orAbsent = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform(value => value ?? undefined);

const webUrl = z
  .string()
  .refine(text => /^https?:\/\//.test(text), 'must be an http(s) URL');

const branchSideSchema = z.object({
  /** Name of the branch, also when it is gone; `ref` then is `refs/pull/<n>/head`. */
  label: z.string(),
  sha: orAbsent(z.string()),
  repo_id: orAbsent(z.number()),
});

/** A pull request. */
export const pullSchema = z.object({
  number: z.number(),
  state: z.string(),
  title: z.string(),
  body: orAbsent(z.string()),
  html_url: webUrl,
  merged: orAbsent(z.boolean()),
  merged_at: orAbsent(z.string()),
  merge_commit_sha: orAbsent(z.string()),
  mergeable: orAbsent(z.boolean()),
  created_at: z.string(),
  user: orAbsent(
    z.object({ login: z.string(), full_name: orAbsent(z.string()) }),
  ),
  head: branchSideSchema,
  base: branchSideSchema,
});

/** A pull request. */
export type GiteaPull = z.output<typeof pullSchema>;

/** A list that Gitea gives as `null` when it is empty. */
export const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema)
    .nullish()
    .transform(list => list ?? []);

/** A file, from `contents`. */
export const fileSchema = z.object({
  type: z.literal('file'),
  path: z.string(),
  sha: z.string(),
  encoding: orAbsent(z.string()),
  content: orAbsent(z.string()),
});

/** An entry of a folder, from `contents`. */
export const entrySchema = z.object({
  type: z.string(),
  path: z.string(),
  sha: z.string(),
});

/** What a folder of a commit holds, from `git/trees`. */
export const treeSchema = z.object({
  truncated: orAbsent(z.boolean()),
  tree: listOf(
    z.object({
      /** From the folder asked for. */
      path: z.string(),
      mode: orAbsent(z.string()),
      type: z.string(),
      size: orAbsent(z.number()),
      sha: z.string(),
    }),
  ),
});

/** What a folder of a commit holds. */
export type GiteaTree = z.output<typeof treeSchema>;

/** A file by its version, from `git/blobs`. */
export const blobSchema = z.object({
  encoding: z.literal('base64'),
  content: z.string(),
});

/** A branch. */
export const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

/** Answer of a commit of many files. */
export const committedSchema = z.object({
  commit: z.object({ sha: z.string() }),
});

/** A file of a pull request. */
export const changedFileSchema = z.object({
  filename: z.string(),
  status: z.string(),
});

/** The checks of a commit. */
export const combinedStatusSchema = z.object({
  statuses: listOf(
    z.object({
      context: z.string(),
      status: z.string(),
      description: orAbsent(z.string()),
      target_url: orAbsent(z.string()),
    }),
  ),
});
