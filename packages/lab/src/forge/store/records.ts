import { z } from 'zod';

/** Somebody made through the API (the people given at the start are not kept). */
export const AccountRecord = z.object({
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
export type AccountRecord = z.infer<typeof AccountRecord>;

/** Rule for the branches whose name it matches. */
export const ProtectionRecord = z.object({
  rule: z.string(),
  enablePush: z.boolean(),
  pushWhitelist: z.array(z.string()).optional(),
  mergeWhitelist: z.array(z.string()).optional(),
  created: z.string(),
});
export type ProtectionRecord = z.infer<typeof ProtectionRecord>;

/** Where events are sent. */
export const HookRecord = z.object({
  id: z.number(),
  url: z.string(),
  secret: z.string().optional(),
  authorization: z.string().optional(),
  events: z.array(z.string()),
  active: z.boolean(),
  created: z.string(),
});
export type HookRecord = z.infer<typeof HookRecord>;

/** Remark on a pull request. */
export const CommentRecord = z.object({
  id: z.number(),
  author: z.string(),
  body: z.string(),
  created: z.string(),
});
export type CommentRecord = z.infer<typeof CommentRecord>;

/** A pull request. Its head commit is also `refs/pull/<number>/head` in the repository. */
export const PullRecord = z.object({
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
  comments: z.array(CommentRecord),
});
export type PullRecord = z.infer<typeof PullRecord>;

/** What a check says of a commit. */
export const StatusRecord = z.object({
  id: z.number(),
  sha: z.string(),
  state: z.string(),
  context: z.string(),
  description: z.string(),
  targetUrl: z.string(),
  creator: z.string(),
  created: z.string(),
});
export type StatusRecord = z.infer<typeof StatusRecord>;

/** A repository and all that belongs to it. */
export const RepositoryRecord = z.object({
  id: z.number(),
  owner: z.string(),
  name: z.string(),
  description: z.string(),
  private: z.boolean(),
  defaultBranch: z.string(),
  created: z.string(),
  updated: z.string(),
  collaborators: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  protections: z.array(ProtectionRecord),
  hooks: z.array(HookRecord),
  pulls: z.array(PullRecord),
  statuses: z.array(StatusRecord),
});
export type RepositoryRecord = z.infer<typeof RepositoryRecord>;

/** An organisation: an owner of repositories that nobody signs in as. */
export const OrganizationRecord = z.object({
  name: z.string(),
  fullName: z.string(),
  description: z.string(),
  owners: z.array(z.string()),
  created: z.string(),
});
export type OrganizationRecord = z.infer<typeof OrganizationRecord>;

/** Everything the forge keeps besides the repositories themselves. */
export const ForgeRecord = z.object({
  version: z.literal(1),
  /** Next number of each series of ids. */
  next: z.record(z.string(), z.number()),
  /** Numbers of people and organisations, by name. */
  ids: z.record(z.string(), z.number()),
  accounts: z.array(AccountRecord),
  organizations: z.array(OrganizationRecord),
  repositories: z.array(RepositoryRecord),
});
export type ForgeRecord = z.infer<typeof ForgeRecord>;
