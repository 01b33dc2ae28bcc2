import { z } from 'zod';
import type { CaseKind, CaseSeverity } from './runbooksApi';

/** Kinds of cases, as a page writes them. @public */
export const caseKinds = [
  'incident',
  'check',
  'procedure',
  'design',
  'defect',
  'hypothetical',
] as const satisfies readonly CaseKind[];

/** Severities, the worst first. @public */
export const caseSeverities = [
  'critical',
  'major',
  'minor',
  'info',
] as const satisfies readonly CaseSeverity[];

const line = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(/^\S(.*\S)?$/u, 'must be one line without spaces around it');

/** Part of a message: spaces at its ends do no harm. */
const wording = z
  .string()
  .min(1, 'must not be empty')
  .max(300, 'must have at most 300 characters')
  .regex(/^[^\r\n]*$/, 'must be one line');

/** Words that people search with; YAML takes `404` for a number. */
const keyword = z.union([line(80), z.number().transform(String)]);

const caseId = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9]{1,11}-\d{3,4}$/,
    'must be a word in capitals, a dash and three digits, e.g. KV-008',
  );

const oneOrMore = <T extends z.ZodType>(value: T) =>
  z.union([value, z.array(value).min(1, 'must not be empty').max(20)]);

const word = oneOrMore(line(120));

/**
 * Conditions that are `True` in a healthy object. `Ready` without a reason or a message says nothing about the cause.
 *
 * @public
 */
export const healthyConditions: ReadonlySet<string> = new Set(
  [
    'Accepted',
    'AgentConnected',
    'Available',
    'Bound',
    'Complete',
    'ContainersReady',
    'DataVolumesReady',
    'Established',
    'Initialized',
    'Issued',
    'LiveMigratable',
    'PodReadyToStartContainers',
    'PodScheduled',
    'Programmed',
    'Progressing',
    'Ready',
    'ResolvedRefs',
    'Running',
    'StorageLiveMigratable',
    'Synced',
  ].map(type => type.toLocaleLowerCase('en-US')),
);

/** Least letters and digits of a text that stands without another field. */
const LETTERS_ALONE = 12;

/**
 * Reasons and states that say nothing about the cause, in lower case: alone they would name a case for everything.
 *
 * @public
 */
export const generalWords: ReadonlySet<string> = new Set([
  'backoff',
  'crashloopbackoff',
  'degraded',
  'error',
  'errimagepull',
  'failed',
  'false',
  'imagepullbackoff',
  'missing',
  'notready',
  'outofsync',
  'pending',
  'progressing',
  'running',
  'true',
  'unknown',
]);

/**
 * A signal as a page writes it: all its fields must hold; a list means any of its entries. `text` is a literal part of a
 * message, `pattern` a regular expression in the syntax of RE2.
 *
 * @public
 */
export const signalEntrySchema = z
  .strictObject({
    system: word.optional(),
    kind: word.optional(),
    status: word.optional(),
    phase: word.optional(),
    condition: word.optional(),
    reason: word.optional(),
    event: word.optional(),
    operation: word.optional(),
    sync: word.optional(),
    health: word.optional(),
    http: oneOrMore(z.number().int().min(100).max(599)).optional(),
    text: oneOrMore(wording).optional(),
    pattern: oneOrMore(wording).optional(),
  })
  .superRefine((entry, ctx) => {
    const names = Object.keys(entry) as (keyof typeof entry)[];
    const refuse = (message: string, path: string[] = []) =>
      ctx.addIssue({ code: 'custom', message, path });
    if (names.length === 0) {
      refuse('must have a field');
      return;
    }
    const telling = names.filter(
      name =>
        name !== 'kind' &&
        name !== 'system' &&
        !(
          name === 'condition' &&
          [entry.condition ?? []]
            .flat()
            .some(type =>
              healthyConditions.has(type.toLocaleLowerCase('en-US')),
            )
        ),
    );
    if (telling.length === 0) {
      refuse(
        'is too general: kind, system and a condition like Ready fit every fault of the object; add a reason, a phase or a text',
      );
      return;
    }
    if (names.length > 1) return;
    const [name] = names;
    for (const value of [entry[name] ?? []].flat()) {
      // The status of a VirtualMachine is one of its own, also when its name is that of a container's state.
      if (
        name !== 'status' &&
        generalWords.has(String(value).toLocaleLowerCase('en-US'))
      ) {
        refuse(`"${value}" alone is too general; add a field`, [name]);
      }
      if (name === 'text' && letters(String(value)) < LETTERS_ALONE) {
        refuse(
          `"${value}" has less than ${LETTERS_ALONE} letters; add a field or more words`,
          [name],
        );
      }
    }
    if (name === 'http') refuse('alone is too general; add system', [name]);
  });

const versions = z
  .record(
    z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the name of a system'),
    z
      .string('must be a string; quote the version')
      .regex(/^\d+(\.\d+){0,3}[-+.\w]*$/, 'must be a version, e.g. "1.30"'),
  )
  .default({});

/**
 * A case in the front matter of the page that has everything without a language (the English one where there is one).
 *
 * @public
 */
export const caseFrontMatterSchema = z.strictObject({
  id: caseId,
  title: line(160),
  kind: z.enum(caseKinds),
  severity: z.enum(caseSeverities),
  systems: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9-]*$/,
          'must be a name in lower case, digits and dashes',
        ),
    )
    .min(1, 'must name a system')
    .max(12),
  since: versions,
  until: versions,
  destructive: z.boolean(),
  keywords: z.array(keyword).max(30).default([]),
  related: z.array(caseId).max(20).default([]),
  signals: z.array(signalEntrySchema).max(40),
});

/**
 * A case in the front matter of the page in the other language: what has no language stands in the first.
 *
 * @public
 */
export const caseTranslationSchema = z.strictObject({
  id: caseId,
  title: line(160),
  keywords: z.array(keyword).max(30).default([]),
});

/** What stands above the cases in the front matter of a page. @public */
export const pageFrontMatterSchema = z.strictObject({
  title: line(120),
  description: line(400),
  cases: z.array(z.unknown()).max(30).default([]),
});

/** A signal as a page writes it. @public */
export type SignalEntry = z.infer<typeof signalEntrySchema>;

/** A case as a page's front matter has it. @public */
export type CaseFrontMatter = z.infer<typeof caseFrontMatterSchema>;

/** A case as the front matter of the other language has it. @public */
export type CaseTranslation = z.infer<typeof caseTranslationSchema>;

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
