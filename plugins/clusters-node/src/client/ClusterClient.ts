import { isError, toError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { ClusterConnection } from '../ClusterConnection';
import { Backoff } from './Backoff';
import { ClusterError, isClusterError } from './ClusterError';
import { clusterErrorFromAnswer } from './clusterErrorFromAnswer';
import { Semaphore } from './Semaphore';

/**
 * Query parameters; what is `undefined` is left out.
 *
 * @public
 */
export type ClusterQuery = Record<
  string,
  string | number | boolean | undefined
>;

/**
 * Options of {@link ClusterClient.request}.
 *
 * @public
 */
export interface ClusterRequestOptions {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the API server's root, e.g. `/api/v1/namespaces`. Names in it are checked with {@link pathSegment}. */
  path: string;
  query?: ClusterQuery;
  /** Sent as JSON. */
  body?: unknown;
  /** Default `application/json`. */
  contentType?: string;
  /**
   * Default `application/json` for GET and everything else for the rest: KubeVirt's subresources answer 406 to `application/json`.
   */
  accept?: string;
  signal?: AbortSignal;
  /** For the whole call with its tries; default 30,000. */
  timeoutMs?: number;
  /** The call may be sent again after a failed connection, 429, 502, 503 or 504; default: only GET. */
  idempotent?: boolean;
}

/**
 * Options of {@link ClusterClient.stream}.
 *
 * @public
 */
export interface ClusterStreamOptions {
  path: string;
  query?: ClusterQuery;
  signal?: AbortSignal;
  /** Until the head of the answer; default 10,000. */
  timeoutMs?: number;
  /** Called when the answer begins. */
  onOpen?: () => void;
  /** Called at each piece of data. */
  onData?: () => void;
}

/**
 * Options of {@link ClusterClient}.
 *
 * @public
 */
export interface ClusterClientOptions {
  connection: ClusterConnection;
  /** Calls at the same moment, without streams; default 8. */
  concurrency?: number;
  /** Bytes of an answer, and of a line of a stream, that are read at most; default 64 MiB. */
  maxBytes?: number;
  /** Tries of an idempotent call; default 3. */
  attempts?: number;
  /** Milliseconds before the second try; default 200. */
  retryDelayMs?: number;
}

const RETRIED_STATUS = new Set([429, 502, 503, 504]);
const DEFAULT_TIMEOUT_MS = 30_000;
const STREAM_HEAD_TIMEOUT_MS = 10_000;
const MAX_RETRY_WAIT_MS = 10_000;

interface Call {
  method: string;
  path: string;
  query?: ClusterQuery;
  body?: string;
  contentType?: string;
  accept: string;
  signal: AbortSignal;
  /** A kept connection may be closing just now, which is harmless only for what may be sent twice. */
  freshConnection: boolean;
}

/**
 * Talks to the API server of one cluster, with limits: each call has a timeout, a size and a place among a few at a time.
 *
 * @remarks
 *
 * Redirects are not followed, so that the token stays with the configured host.
 *
 * @public
 */
export class ClusterClient {
  readonly connection: ClusterConnection;
  readonly #kubeConfig: KubeConfig;
  readonly #places: Semaphore;
  readonly #maxBytes: number;
  readonly #attempts: number;
  readonly #retryDelayMs: number;
  readonly #keptConnections: http.Agent;
  readonly #answerListeners = new Set<() => void>();

  constructor(options: ClusterClientOptions) {
    const { connection } = options;
    this.connection = connection;
    this.#places = new Semaphore(options.concurrency ?? 8);
    this.#maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
    this.#attempts = options.attempts ?? 3;
    this.#retryDelayMs = options.retryDelayMs ?? 200;
    const agentOptions = { keepAlive: true, keepAliveMsecs: 10_000 };
    this.#keptConnections = connection.url.startsWith('https:')
      ? new https.Agent(agentOptions)
      : new http.Agent(agentOptions);
    this.#kubeConfig = createKubeConfig(connection);
  }

  /**
   * Makes one call.
   *
   * @returns the decoded JSON, the text of another kind of answer, or `undefined` for an empty one.
   * @throws ClusterError for a refusal or when there is no answer.
   */
  async request(options: ClusterRequestOptions): Promise<unknown> {
    const { method, path } = options;
    checkPath(path);
    const idempotent = options.idempotent ?? method === 'GET';
    const deadline = AbortSignal.timeout(
      options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    const signal = options.signal
      ? AbortSignal.any([options.signal, deadline])
      : deadline;
    const call: Call = {
      method,
      path,
      query: options.query,
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
      contentType: options.contentType,
      accept: options.accept ?? (method === 'GET' ? 'application/json' : '*/*'),
      signal,
      freshConnection: !idempotent,
    };
    const backoff = new Backoff({
      initialMs: this.#retryDelayMs,
      maximumMs: MAX_RETRY_WAIT_MS,
    });
    for (;;) {
      try {
        return await this.#places.run(signal, () => this.#once(call));
      } catch (error) {
        const clusterError = this.#clusterErrorOf(call, error);
        const delay = Math.max(backoff.next(), clusterError.retryAfterMs ?? 0);
        if (
          !idempotent ||
          backoff.failures >= this.#attempts ||
          delay > MAX_RETRY_WAIT_MS ||
          !mayPass(clusterError)
        ) {
          throw clusterError;
        }
        await wait(delay, undefined, { signal }).catch(() => {
          throw clusterError;
        });
      }
    }
  }

  /**
   * Reads an answer that has no end, such as a watch, line by line.
   *
   * @remarks
   *
   * A last line without its line break is half a line: the stream then ends with `Unreachable`.
   *
   * @throws ClusterError as {@link ClusterClient.request} does; nothing is tried again.
   */
  async *stream(options: ClusterStreamOptions): AsyncGenerator<string> {
    checkPath(options.path);
    const ended = new AbortController();
    const head = new AbortController();
    const timer = setTimeout(
      () => head.abort(new DOMException('no answer in time', 'TimeoutError')),
      options.timeoutMs ?? STREAM_HEAD_TIMEOUT_MS,
    );
    const signals = [ended.signal, head.signal];
    const call: Call = {
      method: 'GET',
      path: options.path,
      query: options.query,
      accept: 'application/json',
      signal: AbortSignal.any(
        options.signal ? [...signals, options.signal] : signals,
      ),
      freshConnection: true,
    };
    try {
      const response = await this.#send(call);
      clearTimeout(timer);
      options.onOpen?.();
      yield* this.#lines(call, response, options.onData);
    } catch (error) {
      throw this.#clusterErrorOf(call, error);
    } finally {
      clearTimeout(timer);
      ended.abort();
    }
  }

  /**
   * Resolves at the next good answer of the cluster, whoever asked: what waits to try again need not wait any longer. Also resolves when the signal
   * is aborted.
   */
  async nextAnswer(signal: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const done = () => {
        this.#answerListeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#answerListeners.add(done);
      signal.addEventListener('abort', done);
    });
  }

  /** Closes the kept connections. Calls that run go on. */
  close(): void {
    this.#keptConnections.destroy();
  }

  async #once(call: Call): Promise<unknown> {
    const response = await this.#send(call);
    const body = await readBody(response, this.#maxBytes, () =>
      this.#error(call, 'TooLarge', `more than ${this.#maxBytes} bytes`),
    );
    if (body === '') {
      return undefined;
    }
    if (!isJson(response)) {
      return body;
    }
    try {
      return JSON.parse(body);
    } catch (cause) {
      throw this.#error(call, 'BadAnswer', 'the answer is not JSON', cause);
    }
  }

  /** Resolves with an answer of success, whose body is not read yet. */
  async #send(call: Call): Promise<http.IncomingMessage> {
    const token = await this.#token(call);
    try {
      return await this.#sendAs(call, token);
    } catch (error) {
      const renewed = isClusterError(error) && error.status === 401;
      const next = renewed ? await this.#token(call) : token;
      if (next === token) {
        throw error;
      }
      return this.#sendAs(call, next);
    }
  }

  async #token(call: Call): Promise<string | undefined> {
    try {
      return await this.connection.token();
    } catch (cause) {
      throw this.#error(call, 'NoCredentials', toError(cause).message, cause);
    }
  }

  async #sendAs(
    call: Call,
    token: string | undefined,
  ): Promise<http.IncomingMessage> {
    const url = urlOf(this.connection.url, call);
    const requestOptions: https.RequestOptions = {
      method: call.method,
      signal: call.signal,
      headers: {
        accept: call.accept,
        'user-agent': 'naru',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(call.body === undefined
          ? {}
          : {
              'content-type': call.contentType ?? 'application/json',
              'content-length': Buffer.byteLength(call.body),
            }),
      },
    };
    await this.#kubeConfig.applyToHTTPSOptions(requestOptions);
    requestOptions.agent = call.freshConnection ? false : this.#keptConnections;
    const response = await new Promise<http.IncomingMessage>(
      (resolve, reject) => {
        const client = url.protocol === 'https:' ? https : http;
        const request = client.request(url, requestOptions, resolve);
        request.on('error', reject);
        request.on('socket', socket => socket.setKeepAlive(true, 10_000));
        request.end(call.body);
      },
    );
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) {
      this.#answerListeners.forEach(listener => listener());
      return response;
    }
    const body = await readBody(response, this.#maxBytes, () =>
      this.#error(call, 'TooLarge', `more than ${this.#maxBytes} bytes`),
    );
    throw clusterErrorFromAnswer({
      cluster: this.connection.name,
      request: nameOf(call),
      status,
      body,
      retryAfter: response.headers['retry-after'],
    });
  }

  async *#lines(
    call: Call,
    response: http.IncomingMessage,
    onData: (() => void) | undefined,
  ): AsyncGenerator<string> {
    response.setEncoding('utf8');
    let rest: string[] = [];
    let restLength = 0;
    for await (const chunk of response) {
      onData?.();
      const pieces = String(chunk).split('\n');
      for (const [index, piece] of pieces.entries()) {
        rest.push(piece);
        restLength += piece.length;
        if (restLength > this.#maxBytes) {
          throw this.#error(call, 'TooLarge', 'a line exceeds the size limit');
        }
        if (index < pieces.length - 1) {
          const line = rest.join('');
          rest = [];
          restLength = 0;
          if (line.trim() !== '') {
            yield line;
          }
        }
      }
    }
    if (rest.join('').trim() !== '') {
      throw this.#error(call, 'Unreachable', 'cut in the middle of an answer');
    }
  }

  #error(
    call: Call,
    reason: string,
    detail: string,
    cause?: unknown,
  ): ClusterError {
    return new ClusterError({
      cluster: this.connection.name,
      request: nameOf(call),
      reason,
      detail,
      cause,
    });
  }

  #clusterErrorOf(call: Call, error: unknown): ClusterError {
    if (isClusterError(error)) {
      return error;
    }
    if (call.signal.aborted) {
      const { reason } = call.signal;
      const timedOut = isError(reason) && reason.name === 'TimeoutError';
      return timedOut
        ? this.#error(call, 'Timeout', 'no answer in time', error)
        : this.#error(call, 'Aborted', 'given up by the caller', error);
    }
    const detail = toError(error).message || 'no connection';
    return this.#error(call, 'Unreachable', detail, error);
  }
}

function createKubeConfig(connection: ClusterConnection): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: connection.name,
      server: connection.url,
      skipTLSVerify: connection.skipTLSVerify,
      caData:
        connection.ca === undefined
          ? undefined
          : Buffer.from(connection.ca).toString('base64'),
    },
    { name: connection.name },
  );
  return kubeConfig;
}

function mayPass(error: ClusterError): boolean {
  return (
    error.reason === 'Unreachable' ||
    (error.status !== undefined && RETRIED_STATUS.has(error.status))
  );
}

function checkPath(path: string): void {
  if (!/^\/[\w\-./~:]*$/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
    throw new TypeError(`Not a path of the Kubernetes API: ${path}`);
  }
}

function nameOf(call: Call): string {
  return `${call.method} ${call.path}`;
}

function urlOf(base: string, call: Call): URL {
  const url = new URL(base + call.path);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

function isJson(response: http.IncomingMessage): boolean {
  return /\bjson\b/.test(response.headers['content-type'] ?? '');
}

async function readBody(
  response: http.IncomingMessage,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
