import { z } from 'zod';
import { caseKinds, caseSeverities } from './frontMatter';
import type {
  CaseArticle,
  CasesResponse,
  CaseSummary,
  FeedbackRequest,
  FeedbackResponse,
  Language,
  MatchedCase,
  MatchRequest,
  MatchResponse,
  SectionKey,
} from './runbooksApi';
import type { Signal } from './Signal';

/** Languages, the first is the one whose pages hold what has no language. @public */
export const languages = ['en', 'ko'] as const satisfies readonly Language[];

/** Parts of a case in the order of a page. @public */
export const sectionKeys = [
  'see',
  'meaning',
  'check',
  'mend',
  'verify',
  'prevent',
  'related',
  'references',
] as const satisfies readonly SectionKey[];

/** Bounds of `POST /v1/match`. @public */
export const matchLimits = {
  queries: 50,
  signals: 20,
  /** Cases of one answer. */
  cases: 20,
  /** Cases of one answer when the question has no limit. */
  usualCases: 5,
} as const;

/** Empty is as good as missing: one signal of many must not spoil the answer. */
const word = z.string().max(1024);

/**
 * A signal as it comes in. A message may be longer than the matcher reads (the first 8 KiB): the size of
 * the body is its bound.
 *
 * @public
 */
export const signalSchema: z.ZodType<Signal> = z.strictObject({
  system: word.optional(),
  kind: word.optional(),
  status: word.optional(),
  phase: word.optional(),
  condition: z
    .strictObject({
      type: word,
      status: word.optional(),
      reason: word.optional(),
    })
    .optional(),
  reason: word.optional(),
  event: word.optional(),
  operation: word.optional(),
  sync: word.optional(),
  health: word.optional(),
  http: z.number().int().min(100).max(599).optional(),
  message: z.string().max(1_000_000).optional(),
});

/** A language in a request. @public */
export const languageSchema: z.ZodType<Language> = z.enum(languages);

/** Body of `POST /v1/match`. @public */
export const matchRequestSchema: z.ZodType<MatchRequest> = z.strictObject({
  language: z.enum(languages),
  queries: z
    .array(
      z.strictObject({
        signals: z.array(signalSchema).max(matchLimits.signals),
        limit: z.number().int().min(1).max(matchLimits.cases).optional(),
      }),
    )
    .max(matchLimits.queries),
});

/** Body of `POST /v1/cases/:id/feedback`. @public */
export const feedbackRequestSchema: z.ZodType<FeedbackRequest> = z.strictObject(
  { helpful: z.boolean(), language: z.enum(languages) },
);

const summaryShape = {
  id: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(caseKinds),
  severity: z.enum(caseSeverities),
  systems: z.array(z.string()),
  destructive: z.boolean(),
  source: z.string(),
  group: z.object({ id: z.string(), title: z.string() }),
  path: z.string(),
  language: z.enum(languages),
};

/** A case in a list. @public */
export const caseSummarySchema: z.ZodType<CaseSummary> = z.object(summaryShape);

/** A case to read. @public */
export const caseArticleSchema: z.ZodType<CaseArticle> = z.object({
  ...summaryShape,
  sections: z.array(
    z.object({ key: z.enum(sectionKeys), title: z.string(), html: z.string() }),
  ),
  since: z.record(z.string(), z.string()),
  until: z.record(z.string(), z.string()),
  related: z.array(caseSummarySchema),
  languages: z.array(z.enum(languages)),
  helpful: z.boolean().optional(),
});

/** A case that fits. @public */
export const matchedCaseSchema: z.ZodType<MatchedCase> = z.object({
  ...summaryShape,
  score: z.number().min(0).max(1),
  why: z.array(z.string()),
});

/** Answer of `POST /v1/match`. @public */
export const matchResponseSchema: z.ZodType<MatchResponse> = z.object({
  answers: z.array(z.object({ cases: z.array(matchedCaseSchema) })),
});

/** Answer of `GET /v1/cases`. @public */
export const casesResponseSchema: z.ZodType<CasesResponse> = z.object({
  cases: z.array(caseSummarySchema),
  faults: z.array(
    z.object({ source: z.string(), file: z.string(), message: z.string() }),
  ),
  looksAfter: z.boolean().optional(),
});

/** Answer of `GET /v1/feedback`. @public */
export const feedbackResponseSchema: z.ZodType<FeedbackResponse> = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      helpful: z.number(),
      unhelpful: z.number(),
    }),
  ),
});
