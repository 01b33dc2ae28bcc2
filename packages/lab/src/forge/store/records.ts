import { z } from 'zod';

const accountSchema = z.object({
  login: z.string(),
  fullName: z.string(),
  email: z.string(),
  admin: z.boolean(),
  created: z.string(),
  /** scrypt, `salt:hash`, both in hexadecimal. */
  password: z.string().optional(),
  tokens: z.array(
    z.object({ id: z.number(), name: z.string(), sha256: z.string() }),
  ),
});
/** Somebody made through the API (the people given at the start are not kept). */
export type AccountRecord = z.infer<typeof accountSchema>;

const protectionSchema = z.object({
  rule: z.string(),
  enablePush: z.boolean(),
  pushWhitelist: z.array(z.string()).optional(),
  mergeWhitelist: z.array(z.string()).optional(),
  created: z.string(),
});
/** Rule for the branches whose name it matches. */
export type ProtectionRecord = z.infer<typeof protectionSchema>;

const hookSchema = z.object({
  id: z.number(),
  url: z.string(),
  secret: z.string().optional(),
  authorization: z.string().optional(),
  events: z.array(z.string()),
  active: z.boolean(),
  created: z.string(),
});
/** Where events are sent. */
export type HookRecord = z.infer<typeof hookSchema>;

const commentSchema = z.object({
  id: z.number(),
  author: z.string(),
  body: z.string(),
  created: z.string(),
});
/** Remark on a pull request. */
export type CommentRecord = z.infer<typeof commentSchema>;

const pullSchema = z.object({
  id: z.number(),
  number: z.number(),
  author: z.string(),
  title: z.string(),
  body: z.string(),
  base: z.string(),
  head: z.string(),
  state: z.enum(['open', 'closed']),
  /** Where head and base parted, when it was last looked at. */
  mergeBase: z.string(),
  created: z.string(),
  updated: z.string(),
  closed: z.string().optional(),
  /** The commit that a merge under way is about to make the tip of the base. */
  merging: z.object({ sha: z.string(), by: z.string() }).optional(),
  merged: z
    .object({
      sha: z.string(),
      by: z.string(),
      at: z.string(),
    })
    .optional(),
  comments: z.array(commentSchema),
});
/** A pull request. Its head commit is also `refs/pull/<number>/head` in the repository. */
export type PullRecord = z.infer<typeof pullSchema>;

const statusSchema = z.object({
  id: z.number(),
  sha: z.string(),
  state: z.string(),
  context: z.string(),
  description: z.string(),
  targetUrl: z.string(),
  creator: z.string(),
  created: z.string(),
});
/** What a check says of a commit. */
export type StatusRecord = z.infer<typeof statusSchema>;

const repositorySchema = z.object({
  id: z.number(),
  owner: z.string(),
  name: z.string(),
  description: z.string(),
  private: z.boolean(),
  defaultBranch: z.string(),
  created: z.string(),
  updated: z.string(),
  collaborators: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  protections: z.array(protectionSchema),
  hooks: z.array(hookSchema),
  pulls: z.array(pullSchema),
  statuses: z.array(statusSchema),
});
/** A repository and all that belongs to it. */
export type RepositoryRecord = z.infer<typeof repositorySchema>;

const organizationSchema = z.object({
  name: z.string(),
  fullName: z.string(),
  description: z.string(),
  owners: z.array(z.string()),
  created: z.string(),
});
/** An organisation: an owner of repositories that nobody signs in as. */
export type OrganizationRecord = z.infer<typeof organizationSchema>;

export const forgeSchema = z.object({
  version: z.literal(1),
  /** Next number of each series of ids. */
  next: z.record(z.string(), z.number()),
  /** Numbers of people and organisations, by name. */
  ids: z.record(z.string(), z.number()),
  accounts: z.array(accountSchema),
  organizations: z.array(organizationSchema),
  repositories: z.array(repositorySchema),
});
/** Everything the forge keeps besides the repositories themselves. */
export type ForgeRecord = z.infer<typeof forgeSchema>;
