import { z } from 'zod';

/**
 * A rule that a request breaks, or would be better off with.
 *
 * @public
 */
export const requestFaultSchema = z.object({
  /** Id in the validation catalogue, e.g. `VAL-020`. */
  rule: z.string(),
  /** `refuse`: there will be no pull request. `warn`: the reviewer reads it too. */
  severity: z.enum(['refuse', 'warn']),
  /** Path of the file in the repository. */
  path: z.string(),
  /** Where in the file or in the rendered object, e.g. `image.tag`. */
  field: z.string().optional(),
  /** Question of the form that it is about, e.g. `image`. */
  parameter: z.string().optional(),
  /** What is wrong and what to do, in words, without secrets. */
  message: z.string(),
  /** The same in Korean, where the rule has it. */
  messageKo: z.string().optional(),
});

/**
 * A rule that a request breaks, or would be better off with.
 *
 * @public
 */
export type RequestFault = z.infer<typeof requestFaultSchema>;

/**
 * What a request would do, without doing it. Answer of `POST /v1/previews`.
 *
 * @public
 */
export const changePreviewSchema = z.object({
  /** Empty `refuse` faults: the request would become a pull request. */
  faults: z.array(requestFaultSchema),
  /** The files of the commit, in order. */
  files: z.array(
    z.object({
      path: z.string(),
      /** What is there now; absent for a new file. */
      before: z.string().optional(),
      after: z.string(),
    }),
  ),
  /** Unified diff of `files`. */
  diff: z.string(),
  /** What a program makes of the files, e.g. helm. */
  renderings: z.array(
    z.object({
      /** e.g. `staging`. */
      title: z.string(),
      /** Name of the Argo CD Application. */
      application: z.string(),
      namespace: z.string(),
      /** YAML of all objects; absent when it cannot be rendered. */
      manifests: z.string().optional(),
      /** Why it cannot be rendered here, e.g. `no-helm`. What is wrong with the values is in `faults`. */
      unavailable: z.string().optional(),
    }),
  ),
  /** Open pull request with the same branch, which the request would change. */
  changeRequest: z.object({ number: z.number(), url: z.string() }).optional(),
});

/**
 * What a request would do, without doing it.
 *
 * @public
 */
export type ChangePreview = z.infer<typeof changePreviewSchema>;

/**
 * Body of `POST /v1/previews`.
 *
 * @public
 */
export const changePreviewRequestSchema = z.object({
  /** Entity ref of the template. */
  templateRef: z.string(),
  /** What the form holds so far. */
  values: z.record(z.string(), z.unknown()),
});

/**
 * Body of `POST /v1/previews`.
 *
 * @public
 */
export type ChangePreviewRequest = z.infer<typeof changePreviewRequestSchema>;
