import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import {
  feedbackRequestSchema,
  languageSchema,
  matchLimits,
  matchRequestSchema,
  type CaseArticle,
  type CasesResponse,
  type FeedbackResponse,
  type MatchResponse,
} from '@naru/plugin-runbooks-common';
import type { RunbookCase, Runbooks } from '@naru/plugin-runbooks-node';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { renderArticle } from '../articles/renderArticle';
import type { FeedbackStore } from '../feedback/FeedbackStore';
import { matchSignals } from '../matchSignals';
import type { RunbookAccess } from '../RunbookAccess';
import type { RunbookCounters } from '../RunbookCounters';

/** Largest body: 50 questions with long messages. */
const BODY_LIMIT = '1mb';

const languageQuery = languageSchema.default('en');

/** The routes of runbooks. */
export function createRouter(options: {
  access: RunbookAccess;
  auditor: AuditorService;
  auth: AuthService;
  counters: RunbookCounters;
  feedback: FeedbackStore;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  runbooks: Runbooks;
}): Router {
  const { access, auditor, counters, feedback, httpAuth, runbooks } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get('/v1/cases', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    await access.requireRead(credentials);
    const language = parse(languageQuery, request.query.language, 'language');
    const [mayLookAfter] = await Promise.all([
      access.mayLookAfter(credentials),
      runbooks.ready(),
    ]);
    response.json({
      cases: runbooks.cases().map(found => runbooks.summary(found, language)),
      faults: mayLookAfter ? faultsOf(runbooks) : [],
      looksAfter: mayLookAfter,
    } satisfies CasesResponse);
  });

  router.get('/v1/cases/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    await access.requireRead(credentials);
    const language = parse(languageQuery, request.query.language, 'language');
    const found = await findCase(runbooks, request.params.id);
    counters.read(found.id);
    response.json({
      ...renderArticle(runbooks, found, language),
      helpful: await voiceOf(credentials, found.id),
    } satisfies CaseArticle);
  });

  router.post('/v1/cases/:id/feedback', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    await access.requireRead(credentials);
    const voice = parse(feedbackRequestSchema, request.body, 'body');
    const found = await findCase(runbooks, request.params.id);
    await feedback.vote({
      ...voice,
      person: credentials.principal.userEntityRef,
      caseId: found.id,
    });
    counters.voted(found.id, voice.helpful);
    response.status(204).end();
  });

  router.post('/v1/match', async (request, response) => {
    await access.requireRead(await httpAuth.credentials(request));
    const { language, queries } = parse(
      matchRequestSchema,
      request.body,
      'body',
    );
    await runbooks.ready();
    const answers: MatchResponse['answers'] = [];
    for (const { signals, limit = matchLimits.usualCases } of queries) {
      const cases = matchSignals(runbooks, { signals, language, limit });
      counters.asked(cases.length > 0);
      answers.push({ cases });
      // Others are served between two questions.
      await setImmediate();
    }
    response.json({ answers } satisfies MatchResponse);
  });

  router.get('/v1/feedback', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const event = await auditor.createEvent({
      eventId: 'feedback-read',
      severityLevel: 'low',
      request,
    });
    try {
      await access.requireFeedback(credentials);
      const items = await feedback.counts();
      await event.success();
      response.json({ items } satisfies FeedbackResponse);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;

  async function voiceOf(credentials: BackstageCredentials, caseId: string) {
    if (!options.auth.isPrincipal(credentials, 'user')) return undefined;
    const { userEntityRef } = credentials.principal;
    try {
      return await feedback.voiceOf(userEntityRef, caseId);
    } catch (error) {
      // A case can be read without its database.
      options.logger.warn('Voices of runbooks cannot be read', toError(error));
      return undefined;
    }
  }
}

async function findCase(runbooks: Runbooks, id: string): Promise<RunbookCase> {
  await runbooks.ready();
  const found = runbooks.find(id);
  if (!found) {
    throw new NotFoundError(
      `There is no runbook "${id.slice(
        0,
        40,
      )}". It may have been left out because of a fault on its page; the platform team sees it in the log.`,
    );
  }
  return found;
}

function faultsOf(runbooks: Runbooks): CasesResponse['faults'] {
  return runbooks.sources().flatMap(({ id, faults, message }) => [
    ...(message ? [{ source: id, file: '', message }] : []),
    ...faults.map(fault => ({
      source: id,
      file: fault.file,
      message: fault.message,
    })),
  ]);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = [name, ...issue.path.map(String)].join('.');
    throw new InputError(`${where}: ${issue.message}`);
  }
  return parsed.data;
}
