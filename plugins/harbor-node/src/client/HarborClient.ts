import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { HarborConnection } from '../config/readHarborInstances';
import {
  HarborError,
  HarborErrorKind,
  isHarborError,
} from '../harbor/HarborError';
import { CallLimit } from './CallLimit';

/**
 * Limits of {@link HarborClient}.
 */
export interface HarborClientLimits {
  /** Milliseconds for one try; default 8,000. */
  timeoutMs?: number;
  /** Milliseconds for a call with all its tries; default 15,000. */
  deadlineMs?: number;
  /** Tries of a call; default 3. */
  attempts?: number;
  /** Milliseconds before the second try; default 250. */
  retryDelayMs?: number;
  /** Calls at the same moment; default 6. */
  concurrency?: number;
  /** Bytes of an answer; default 8 MiB. */
  maxBytes?: number;
}

/**
 * A call that only reads.
 */
export interface HarborCall<T> {
  /** Encoded path after `/api/v2.0`. */
  path: string;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  /** What the answer has to be. */
  answer: z.ZodType<T>;
  /** What is tried, for the message of an error. */
  action: string;
  signal?: AbortSignal;
}

/**
 * What came back: `undefined` for 404, and how many items the whole list has where Harbor says so.
 */
export interface HarborReply<T> {
  body: T | undefined;
  total?: number;
}

const NOT_IN_TIME = 'no answer in time';

const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.literal('NOT_FOUND') })).min(1),
});

const RETRIED_KINDS = new Set<HarborErrorKind>(['unreachable', 'busy']);

/** How long Harbor, or what stands before it, asked to wait, in milliseconds. */
const retryWaits = new WeakMap<HarborError, number>();

/**
 * Reads from one Harbor with limits: time, size, calls at the same moment. Cookies are not kept: Harbor sends a session
 * with each answer, and whoever sends it back has to pass its CSRF check.
 */
export class HarborClient {
  readonly #connection: HarborConnection;
  readonly #limits: Required<HarborClientLimits>;
  readonly #limit: CallLimit;

  constructor(connection: HarborConnection, limits: HarborClientLimits = {}) {
    this.#connection = connection;
    this.#limits = {
      timeoutMs: 8_000,
      deadlineMs: 15_000,
      attempts: 3,
      retryDelayMs: 250,
      concurrency: 6,
      maxBytes: 8 * 1024 * 1024,
      ...limits,
    };
    this.#limit = new CallLimit(this.#limits.concurrency);
  }

  /**
   * Makes a call.
   *
   * @throws HarborError when it fails; the signal's reason when the caller gave up
   */
  async get<T>(call: HarborCall<T>): Promise<HarborReply<T>> {
    const deadline = AbortSignal.timeout(this.#limits.deadlineMs);
    const signal = call.signal
      ? AbortSignal.any([deadline, call.signal])
      : deadline;
    let failure: HarborError | undefined;
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await this.#limit.run(signal, () => this.#once(call, signal));
        } catch (error) {
          if (!isHarborError(error)) {
            throw error;
          }
          failure = error;
          const delay = this.#retryDelay(error, attempt);
          if (delay === undefined) {
            throw error;
          }
          await wait(delay, undefined, { signal });
        }
      }
    } catch (error) {
      call.signal?.throwIfAborted();
      if (isHarborError(error) || !deadline.aborted) {
        throw error;
      }
      throw (
        failure ??
        this.#error(call, {
          kind: 'unreachable',
          detail: NOT_IN_TIME,
          cause: error,
        })
      );
    }
  }

  async #once<T>(
    call: HarborCall<T>,
    signal: AbortSignal,
  ): Promise<HarborReply<T>> {
    const timeout = AbortSignal.timeout(this.#limits.timeoutMs);
    const authorization = await this.#authorization(call);
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#url(call), {
        headers: {
          accept: 'application/json',
          authorization,
          ...call.headers,
        },
        // A redirect would take the password to another host.
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
      });
      text = await this.#read(call, response);
    } catch (error) {
      if (isHarborError(error)) {
        throw error;
      }
      const late = timeout.aborted || signal.aborted;
      throw this.#error(call, {
        kind: 'unreachable',
        detail: late ? NOT_IN_TIME : reasonOf(error),
        cause: error,
      });
    }
    if (response.status === 404 && isHarborsOwn(text)) {
      return { body: undefined };
    }
    if (response.status !== 200) {
      throw this.#refusal(call, response);
    }
    const total = Number(response.headers.get('x-total-count') ?? NaN);
    return {
      body: this.#parse(call, text),
      total: Number.isSafeInteger(total) && total >= 0 ? total : undefined,
    };
  }

  async #authorization(call: HarborCall<unknown>): Promise<string> {
    const { username } = this.#connection;
    let password: string;
    try {
      password = await this.#connection.password();
    } catch (cause) {
      throw this.#error(call, {
        kind: 'unauthorized',
        detail: 'the password file cannot be read',
        cause,
      });
    }
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  #url(call: HarborCall<unknown>): URL {
    const url = new URL(`${this.#connection.url}/api/v2.0${call.path}`);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      url.searchParams.set(name, String(value));
    }
    return url;
  }

  async #read(call: HarborCall<unknown>, response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > this.#limits.maxBytes) {
        throw this.#error(call, {
          kind: 'answer',
          detail: `more than ${this.#limits.maxBytes} bytes`,
        });
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #parse<T>(call: HarborCall<T>, text: string): T {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw this.#error(call, { kind: 'answer', detail: 'not JSON', cause });
    }
    const parsed = call.answer.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw this.#error(call, {
        kind: 'answer',
        detail: `${issue.path.join('.') || 'answer'}: ${issue.message}`,
      });
    }
    return parsed.data;
  }

  #refusal(call: HarborCall<unknown>, response: Response): HarborError {
    const { status } = response;
    // Harbor's words are left out: "unauthorized" and "forbidden" say no more, and a failing one tells of its insides.
    const error = this.#error(call, {
      kind: kindOf(status),
      detail: `status ${status}`,
    });
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    if (Number.isFinite(seconds)) {
      retryWaits.set(error, seconds * 1000);
    }
    return error;
  }

  #retryDelay(error: HarborError, attempt: number): number | undefined {
    if (
      attempt >= this.#limits.attempts ||
      !RETRIED_KINDS.has(error.kind) ||
      // Where nothing came for the whole time, a second try only makes people wait.
      error.detail === NOT_IN_TIME
    ) {
      return undefined;
    }
    const whole = this.#limits.retryDelayMs * 2 ** (attempt - 1);
    const delay = whole / 2 + Math.random() * (whole / 2);
    const asked = retryWaits.get(error) ?? 0;
    return asked > this.#limits.deadlineMs ? undefined : Math.max(delay, asked);
  }

  #error(
    call: HarborCall<unknown>,
    options: { kind: HarborErrorKind; detail?: string; cause?: unknown },
  ): HarborError {
    return new HarborError({
      instance: this.#connection.name,
      action: call.action,
      ...options,
    });
  }
}

function kindOf(status: number): HarborErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 429:
      return 'busy';
    default:
      return status >= 500 ? 'unreachable' : 'answer';
  }
}

/** A proxy without its Harbor answers 404 too, with a page of its own. */
function isHarborsOwn(text: string): boolean {
  try {
    return errorsSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** The code of a socket error says what happened; its message repeats addresses. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) {
    return String(cause.code);
  }
  return 'connection lost';
}
