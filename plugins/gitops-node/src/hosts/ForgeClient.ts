import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { CallLimit } from './CallLimit';
import { ForgeError, ForgeErrorKind, isForgeError } from './ForgeError';

/**
 * Options of {@link ForgeClient}.
 */
export interface ForgeClientOptions {
  /** Id of the repository, for messages. */
  repository: string;
  /** Where paths begin, e.g. `https://git.example.com/api/v1`. */
  baseUrl: string;
  headers: Record<string, string>;
  /** Never shown, whatever the forge answers. */
  secrets: string[];
  /** Milliseconds for one try; default 15,000. */
  timeoutMs?: number;
  /** Tries of a call that only reads; default 3. */
  attempts?: number;
  /** Milliseconds before the second try; default 250. */
  retryDelayMs?: number;
  /** Calls at the same moment; default 6. */
  concurrency?: number;
  /** Bytes of an answer; default 8 MiB. */
  maxBytes?: number;
}

/**
 * A call to a forge.
 */
export interface ForgeCall<T> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Encoded path after the base URL. */
  path: string;
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** What the answer has to be; `undefined` is given for an empty one. */
  answer: z.ZodType<T>;
  /** What is tried, for the message of an error: `read kubernetes/x.yaml at main`. */
  action: string;
  signal?: AbortSignal;
}

const MAX_RETRY_WAIT_MS = 10_000;
const KIND_BY_STATUS: Record<number, ForgeErrorKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'busy',
};
const RETRIED_KINDS = new Set<ForgeErrorKind>([
  'unreachable',
  'timeout',
  'busy',
  'server',
]);

/** How long the forge asked to wait, in milliseconds. */
const retryWaits = new WeakMap<ForgeError, number>();

const errorBodySchema = z.object({ message: z.string() });

/**
 * HTTP to a forge with limits: a timeout, a size, a number at the same moment; reads are tried again with jitter, writes never.
 */
export class ForgeClient {
  readonly #options: Required<ForgeClientOptions>;
  readonly #limit: CallLimit;

  constructor(options: ForgeClientOptions) {
    this.#options = {
      timeoutMs: 15_000,
      attempts: 3,
      retryDelayMs: 250,
      concurrency: 6,
      maxBytes: 8 * 1024 * 1024,
      ...options,
    };
    this.#limit = new CallLimit(this.#options.concurrency);
  }

  /**
   * Makes a call.
   *
   * @throws ForgeError when it fails; the signal's reason when the caller gave up
   */
  async call<T>(call: ForgeCall<T>): Promise<T> {
    const attempts = call.method === 'GET' ? this.#options.attempts : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#limit.run(() => this.#once(call));
      } catch (error) {
        call.signal?.throwIfAborted();
        const delay = this.#retryDelay(error, attempt);
        if (attempt >= attempts || delay === undefined) {
          throw error;
        }
        await wait(delay, undefined, { signal: call.signal });
      }
    }
  }

  async #once<T>(call: ForgeCall<T>): Promise<T> {
    call.signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    let status: number;
    let text: string;
    let retryAfter: string | null;
    try {
      const response = await fetch(this.#url(call), {
        method: call.method,
        headers: {
          accept: 'application/json',
          ...this.#options.headers,
          ...(call.body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        },
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        // A redirect would take the token to another host.
        redirect: 'error',
        signal: call.signal ? AbortSignal.any([timeout, call.signal]) : timeout,
      });
      status = response.status;
      retryAfter = response.headers.get('retry-after');
      text = await this.#read(call, response);
    } catch (error) {
      if (isForgeError(error)) {
        throw error;
      }
      throw this.#error(call, {
        kind: timeout.aborted ? 'timeout' : 'unreachable',
        detail: timeout.aborted ? undefined : reasonOf(error),
        cause: error,
      });
    }
    if (status < 200 || status >= 300) {
      throw this.#refusal(call, status, text, retryAfter);
    }
    return this.#parse(call, status, text);
  }

  #url(call: ForgeCall<unknown>): URL {
    const url = new URL(this.#options.baseUrl + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    return url;
  }

  async #read(call: ForgeCall<unknown>, response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > this.#options.maxBytes) {
        throw this.#error(call, {
          kind: 'bad-answer',
          detail: `more than ${this.#options.maxBytes} bytes`,
        });
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #parse<T>(call: ForgeCall<T>, answerStatus: number, text: string): T {
    let value: unknown;
    try {
      value = text === '' ? undefined : JSON.parse(text);
    } catch (cause) {
      const detail = 'not JSON';
      throw this.#error(call, {
        kind: 'bad-answer',
        answerStatus,
        detail,
        cause,
      });
    }
    const parsed = call.answer.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw this.#error(call, {
        kind: 'bad-answer',
        answerStatus,
        detail: `${issue.path.join('.') || 'answer'}: ${issue.message}`,
      });
    }
    return parsed.data;
  }

  #refusal(
    call: ForgeCall<unknown>,
    answerStatus: number,
    text: string,
    retryAfter: string | null,
  ): ForgeError {
    const kind =
      KIND_BY_STATUS[answerStatus] ??
      (answerStatus >= 500 ? 'server' : 'invalid');
    const error = this.#error(call, {
      kind,
      answerStatus,
      // What a failing server says holds its paths and queries; it is no help to a person either.
      detail: kind === 'server' ? undefined : this.#messageOf(text),
    });
    const seconds = Number(retryAfter);
    if (retryAfter && Number.isFinite(seconds)) {
      retryWaits.set(error, seconds * 1000);
    }
    return error;
  }

  #messageOf(text: string): string | undefined {
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return undefined;
    }
    const parsed = errorBodySchema.safeParse(body);
    if (!parsed.success) {
      return undefined;
    }
    let message = parsed.data.message;
    for (const secret of this.#options.secrets) {
      message = message.replaceAll(secret, '…');
    }
    return message
      .replace(/(^|[\s"'[(:=])\/(?:[\w.-]+\/)+[\w.-]*/g, '$1…')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 300);
  }

  #retryDelay(error: unknown, attempt: number): number | undefined {
    if (!isForgeError(error) || !RETRIED_KINDS.has(error.kind)) {
      return undefined;
    }
    const whole = this.#options.retryDelayMs * 2 ** (attempt - 1);
    const delay = whole / 2 + Math.random() * (whole / 2);
    const asked = retryWaits.get(error) ?? 0;
    return asked > MAX_RETRY_WAIT_MS ? undefined : Math.max(delay, asked);
  }

  #error(
    call: ForgeCall<unknown>,
    options: {
      kind: ForgeErrorKind;
      detail?: string;
      answerStatus?: number;
      cause?: unknown;
    },
  ): ForgeError {
    return new ForgeError({
      repository: this.#options.repository,
      action: call.action,
      ...options,
    });
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
