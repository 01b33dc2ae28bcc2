import {
  generalWords,
  healthyConditions,
  type Signal,
  type SignalEntry,
} from '@naru/plugin-runbooks-common';
import { LiteralText } from './LiteralText';
import { MessagePattern } from './MessagePattern';
import type { NormalizedMessage } from './normalizeMessage';

const FIELDS = [
  'status',
  'reason',
  'event',
  'phase',
  'operation',
  'condition',
  'sync',
  'health',
  'http',
  'kind',
  'system',
] as const;

/** A field of a signal besides its message. */
export type SignalField = (typeof FIELDS)[number];

/** How much a field says about the cause when it holds, from 0 to 1. */
const WEIGHTS: Record<SignalField, number> = {
  status: 0.4,
  reason: 0.35,
  event: 0.35,
  phase: 0.3,
  operation: 0.2,
  condition: 0.3,
  http: 0.25,
  sync: 0.15,
  health: 0.15,
  kind: 0.5,
  system: 0.3,
};

/** The same for a kind, system or condition that fits many faults. */
const GENERAL_WEIGHT = 0.12;

/** The same for a state like `CrashLoopBackOff`, which has many causes: with the kind it is just enough for the case of all of them. */
const GENERAL_STATE_WEIGHT = 0.22;

/** Kinds that every application has: a message of one may be about anything. */
const GENERAL_KINDS = new Set([
  'pod',
  'deployment',
  'replicaset',
  'statefulset',
  'daemonset',
  'job',
]);

/** Systems that say things about all others. */
const GENERAL_SYSTEMS = new Set(['kubernetes', 'naru', 'node', 'linux']);

/** A message of so many letters says as much as a message can. */
const LETTERS_OF_FULL_WEIGHT = 45;

/** Longest text in a reason of a match. */
const EXCERPT = 90;

/** What a signal has, as it is compared. */
export interface ComparableSignal {
  /** In lower case. */
  values: Partial<Record<SignalField, readonly string[]>>;
  /** The condition says that all is well. */
  healthy: boolean;
  message?: NormalizedMessage;
}

/** What an entry is found by. */
export type SignalKeys =
  | { literals: readonly string[] }
  | { field: SignalField; values: readonly string[] };

/** One of the alternatives of `text` or `pattern`. */
interface Wording<T> {
  /** As the page writes it. */
  source: string;
  test: T;
}

/**
 * An entry of a case's signals, ready to be compared.
 *
 * @public
 */
export class CompiledSignal {
  readonly #fields: readonly [SignalField, readonly string[]][];
  readonly #shown: Partial<Record<SignalField, readonly string[]>>;
  readonly #texts: readonly Wording<LiteralText>[];
  readonly #patterns: readonly Wording<MessagePattern>[];

  readonly entry: SignalEntry;
  /** How specific it is at least, from 0 to 1. */
  readonly weight: number;
  /** What its patterns cost for each character of a message. */
  readonly cost: number;
  /** What it is looked up by. */
  readonly keys: SignalKeys;

  private constructor(entry: SignalEntry) {
    this.entry = entry;
    this.#shown = {};
    const fields: [SignalField, readonly string[]][] = [];
    for (const field of FIELDS) {
      const given = entry[field];
      if (given === undefined) continue;
      const values = [given].flat().map(String);
      this.#shown[field] = values;
      fields.push([field, values.map(lower)]);
    }
    this.#fields = fields;
    this.#texts = [entry.text ?? []].flat().map(source => ({
      source,
      test: LiteralText.compile(source),
    }));
    this.#patterns = [entry.pattern ?? []].flat().map(source => ({
      source,
      test: MessagePattern.compile(source.normalize('NFC')),
    }));
    this.cost = this.#patterns.reduce((sum, { test }) => sum + test.size, 0);
    this.weight = this.#weigh();
    this.keys = this.#findKeys();
  }

  /**
   * @throws Error in words for the writer of a page
   */
  static compile(entry: SignalEntry): CompiledSignal {
    return new CompiledSignal(entry);
  }

  /** All fields hold; the texts and patterns are not looked at. */
  fieldsFit({ values, healthy }: ComparableSignal): boolean {
    const onlyCondition =
      healthy &&
      this.entry.condition !== undefined &&
      this.entry.reason === undefined &&
      this.entry.text === undefined &&
      this.entry.pattern === undefined;
    return (
      !onlyCondition &&
      this.#fields.every(([field, wanted]) =>
        values[field]?.some(value => wanted.includes(value)),
      )
    );
  }

  /** Its text is in the message; true when it has none. */
  textFits(message: NormalizedMessage | undefined): boolean {
    return (
      this.#texts.length === 0 ||
      (message !== undefined &&
        this.#texts.some(({ test }) => test.fits(message.folded)))
    );
  }

  /** The literal parts of one of its patterns are in the message, so that it is worth a run; true when it has none. */
  patternMayFit(message: NormalizedMessage | undefined): boolean {
    return (
      this.#patterns.length === 0 ||
      (message !== undefined &&
        this.#patterns.some(({ test }) => test.mayFit(message)))
    );
  }

  /** Its pattern is in the message; true when it has none. */
  patternFits(message: NormalizedMessage | undefined): boolean {
    return (
      this.#patterns.length === 0 ||
      (message !== undefined &&
        this.#patterns.some(({ test }) => test.fits(message)))
    );
  }

  /** How specific it is for a signal that fits, from 0 to 1. */
  weightFor({ values }: ComparableSignal): number {
    return this.#weigh(values);
  }

  /** What fits in a signal that fits, in words for a person. */
  explain(signal: ComparableSignal): string[] {
    const { values, message } = signal;
    const fields = this.#fields.map(([field, wanted]) => {
      const at = wanted.findIndex(value => values[field]?.includes(value));
      return `${field}: ${this.#shown[field]?.[at] ?? ''}`;
    });
    if (!message) return fields;
    const text = this.#texts.find(({ test }) => test.fits(message.folded));
    const excerpts = this.#patterns.flatMap(
      ({ test }) => test.excerpt(message.text, EXCERPT) ?? [],
    );
    const quoted = [...(text ? [text.source] : []), ...excerpts.slice(0, 1)];
    return [...fields, ...quoted.map(found => `message: “${found}”`)];
  }

  /** Literal texts of it, for a search. */
  texts(): string[] {
    return this.#texts.map(({ source }) => source);
  }

  /** @param values - what the signal has; without it the least specific of each list counts */
  #weigh(values?: ComparableSignal['values']): number {
    const wordings = [this.#texts, this.#patterns]
      .filter(({ length }) => length > 0)
      .map(list => Math.min(...list.map(({ test }) => test.weight)))
      .map(
        letters => 0.2 + 0.6 * Math.min(1, letters / LETTERS_OF_FULL_WEIGHT),
      );
    const fields = this.#fields.map(([field, wanted]) => {
      const held = wanted.filter(value => values?.[field]?.includes(value));
      return Math.min(
        ...(values ? held : wanted).map(value => weightOf(field, value)),
      );
    });
    const doubt = [...wordings, ...fields].reduce(
      (left, weight) => left * (1 - weight),
      1,
    );
    return 1 - doubt;
  }

  #findKeys(): SignalKeys {
    const literals = this.#texts.map(({ test }) => test.literal);
    if (literals.length > 0) return { literals };
    const required = this.#patterns.map(({ test }) => test.literals);
    if (required.length > 0 && required.every(found => found !== undefined)) {
      return { literals: required.flatMap(found => [...(found ?? [])]) };
    }
    const field = this.#fields.find(([name]) => name !== 'system');
    if (!field) {
      throw new Error(
        'pattern needs a literal part of three letters, or another field beside it: it would be tried on each message',
      );
    }
    return { field: field[0], values: field[1] };
  }
}

/** A case of the object's own kind and system outranks one that fits all of them. */
function weightOf(field: SignalField, value: string): number {
  switch (field) {
    case 'kind':
      return GENERAL_KINDS.has(value) ? GENERAL_WEIGHT : WEIGHTS.kind;
    case 'system':
      return GENERAL_SYSTEMS.has(value) ? GENERAL_WEIGHT : WEIGHTS.system;
    case 'condition':
      return healthyConditions.has(value) ? GENERAL_WEIGHT : WEIGHTS.condition;
    case 'status':
    case 'http':
      return WEIGHTS[field];
    default:
      return generalWords.has(value)
        ? Math.min(GENERAL_STATE_WEIGHT, WEIGHTS[field])
        : WEIGHTS[field];
  }
}

/** Makes a signal comparable. */
export function comparableSignal(
  signal: Signal,
  normalize: (message: string) => NormalizedMessage,
): ComparableSignal {
  const { condition, message } = signal;
  const given: Record<SignalField, (string | number | undefined)[]> = {
    status: [signal.status],
    // An entry does not say whether it means a container or a condition.
    reason: [signal.reason, condition?.reason],
    event: [signal.event],
    phase: [signal.phase],
    operation: [signal.operation],
    condition: [condition?.type],
    sync: [signal.sync],
    health: [signal.health],
    http: [signal.http],
    kind: [signal.kind],
    system: [signal.system],
  };
  const values: ComparableSignal['values'] = {};
  for (const field of FIELDS) {
    const known = given[field].filter(
      value => value !== undefined && value !== '',
    );
    if (known.length > 0) values[field] = known.map(v => lower(String(v)));
  }
  return {
    values,
    healthy: condition !== undefined && isHealthy(condition),
    message: message ? normalize(message) : undefined,
  };
}

/** Conditions that are `False` in a healthy object. */
const TROUBLE =
  /pressure|fail|unavailable|degraded|error|stalled|paused|exceeded|problem|corrupt|expired/;

function isHealthy({
  type,
  status,
}: {
  type: string;
  status?: string;
}): boolean {
  const name = lower(type);
  if (healthyConditions.has(name)) return status === 'True';
  return TROUBLE.test(name) && status === 'False';
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
