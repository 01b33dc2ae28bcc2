import type {
  CaseArticle,
  CasesResponse,
  CaseSummary,
  FeedbackResponse,
  MatchedCase,
  MatchResponse,
} from '@naru/plugin-runbooks-common';
import { z } from 'zod';

const languageSchema = z.enum(['en', 'ko']);

const caseSummarySchema: z.ZodType<CaseSummary> = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum([
    'incident',
    'check',
    'procedure',
    'design',
    'defect',
    'hypothetical',
  ]),
  severity: z.enum(['critical', 'major', 'minor', 'info']),
  systems: z.array(z.string()),
  destructive: z.boolean(),
  source: z.string(),
  group: z.object({ id: z.string(), title: z.string() }),
  // A path of this portal: never another host, never a script.
  path: z.string().regex(/^\/(?!\/)/),
  language: languageSchema,
});

/** Answer of `GET /v1/cases`. */
export const casesResponseSchema: z.ZodType<CasesResponse> = z.object({
  cases: z.array(caseSummarySchema),
  faults: z.array(
    z.object({ source: z.string(), file: z.string(), message: z.string() }),
  ),
});

/** Answer of `GET /v1/cases/:id`. */
export const caseArticleSchema: z.ZodType<CaseArticle> = z.intersection(
  caseSummarySchema,
  z.object({
    sections: z.array(
      z.object({
        key: z.enum([
          'see',
          'meaning',
          'check',
          'mend',
          'verify',
          'prevent',
          'related',
          'references',
        ]),
        title: z.string(),
        html: z.string(),
      }),
    ),
    since: z.record(z.string(), z.string()),
    until: z.record(z.string(), z.string()),
    related: z.array(caseSummarySchema),
    languages: z.array(languageSchema),
  }),
);

const matchedCaseSchema: z.ZodType<MatchedCase> = z.intersection(
  caseSummarySchema,
  z.object({ score: z.number(), why: z.array(z.string()) }),
);

/** Answer of `POST /v1/match`. */
export const matchResponseSchema: z.ZodType<MatchResponse> = z.object({
  answers: z.array(z.object({ cases: z.array(matchedCaseSchema) })),
});

/** Answer of `GET /v1/feedback`. */
export const feedbackResponseSchema: z.ZodType<FeedbackResponse> = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      helpful: z.number(),
      unhelpful: z.number(),
    }),
  ),
});
