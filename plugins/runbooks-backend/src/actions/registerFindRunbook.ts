import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  matchLimits,
  signalSchema,
  type Language,
} from '@naru/plugin-runbooks-common';
import type { RunbookCase, Runbooks } from '@naru/plugin-runbooks-node';
import { z as zod } from 'zod';
import { matchSignals } from '../matchSignals';
import type { RunbookAccess } from '../RunbookAccess';

/** Most characters of the first steps of a case. */
const STEPS_LIMIT = 1_500;

/**
 * Registers `find-runbook` for scripts and assistants. It changes nothing.
 */
export function registerFindRunbook(options: {
  access: RunbookAccess;
  actionsRegistry: ActionsRegistryService;
  runbooks: Runbooks;
}): void {
  const { access, actionsRegistry, runbooks } = options;
  actionsRegistry.register({
    name: 'find-runbook',
    title: 'Find a runbook',
    description:
      'Finds the runbook cases that fit an error of the platform (Kubernetes, KubeVirt, Argo CD, Harbor, Vault, network, storage …): give the message as the system wrote it, or signals with what else is known (kind, status, phase, condition, reason, event, sync, health, http). Each case says why it fits, what to check first (read-only commands as Markdown) and the path of its page in the portal. An empty list means that no runbook fits: do not guess one.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          message: z
            .string()
            .max(65_536)
            .optional()
            .describe('The error message in full'),
          signals: z
            .array(z.record(z.unknown()))
            .max(matchLimits.signals)
            .optional()
            .describe(
              'Several things that systems said about the one error, each e.g. { kind: "DataVolume", phase: "ImportInProgress", message: "…" }',
            ),
          language: z.enum(['en', 'ko']).default('en'),
          limit: z.number().int().min(1).max(matchLimits.cases).default(3),
        }),
      output: z =>
        z.object({
          cases: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              severity: z.string(),
              destructive: z
                .boolean()
                .describe('A step of it can lose data or cut access'),
              score: z.number(),
              why: z.array(z.string()),
              firstSteps: z.string().describe('Markdown'),
              path: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await access.requireRead(credentials);
      const { message, language, limit } = input;
      const given = zod.array(signalSchema).safeParse(input.signals ?? []);
      if (!given.success) {
        const [issue] = given.error.issues;
        throw new InputError(
          `signals.${issue.path.map(String).join('.')}: ${issue.message}`,
        );
      }
      const signals = [...(message ? [{ message }] : []), ...given.data];
      if (signals.length === 0) {
        throw new InputError('message or signals must be there');
      }
      await runbooks.ready();
      const cases = matchSignals(runbooks, { signals, language, limit });
      return {
        output: {
          cases: cases.map(found => ({
            id: found.id,
            title: found.title,
            severity: found.severity,
            destructive: found.destructive,
            score: found.score,
            why: found.why,
            firstSteps: firstSteps(runbooks.find(found.id), found.language),
            path: found.path,
          })),
        },
      };
    },
  });
}

function firstSteps(found: RunbookCase | undefined, language: Language) {
  const steps =
    found?.texts[language]?.sections.find(({ key }) => key === 'check')
      ?.markdown ?? '';
  if (steps.length <= STEPS_LIMIT) return steps;
  const cut = steps.slice(0, STEPS_LIMIT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}\n…`;
}
