import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { RealClock } from '../../src/clock/LabClock';
import { KubernetesServer } from '../../src/kubernetes/KubernetesServer';
import { seededRandom } from '../../src/random/seededRandom';

/** Answer of the server under test. */
export interface TargetResponse {
  status: number;
  headers: Record<string, string>;
  /** JSON when it is JSON, else the text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Options of a request. */
export interface TargetRequestOptions {
  /** Objects are sent as JSON, strings and buffers as they are. */
  body?: unknown;
  contentType?: string;
  accept?: string;
  headers?: Record<string, string>;
  /** Default: the token of the cluster's admin. Empty: none. */
  token?: string;
  signal?: AbortSignal;
}

/** One document of a watch. */
export interface TargetWatchEvent {
  type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  object: any;
}

/** An open watch. */
export interface TargetWatch {
  /** Everything received so far. */
  events: TargetWatchEvent[];
  /** Status of the answer, once its head is there. */
  status: number;
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  stop(): void;
}

/** The Kubernetes API server under test: the lab's, or the real one that the environment names. */
export interface KubernetesTarget {
  readonly isReal: boolean;
  readonly url: string;
  /** PEM of the authority. */
  readonly ca: string;
  readonly token: string;
  /** The lab's server; undefined on the real one. */
  readonly server?: KubernetesServer;
  request(
    method: string,
    path: string,
    options?: TargetRequestOptions,
  ): Promise<TargetResponse>;
  /** Opens a watch; resolves when the head of the answer is there. */
  watch(
    path: string,
    onEvent?: (event: TargetWatchEvent) => void,
    options?: TargetRequestOptions,
  ): Promise<TargetWatch>;
  /** Asks again until `read` returns without throwing. */
  eventually<T>(
    read: () => Promise<T> | T,
    options?: { timeoutMs?: number },
  ): Promise<T>;
  close(): Promise<void>;
}

/** Options of {@link startKubernetesTarget}. */
export interface KubernetesTargetOptions {
  /** Installs on the lab what the real server has already. Not called on the real one. */
  prepare?: (server: KubernetesServer) => void | Promise<void>;
}

const ADMIN_TOKEN = 'contract-admin';

const ADMIN = { name: 'admin', groups: ['system:masters'] };

/** Starts the lab's server, or takes the one of REAL_KUBE_URL, REAL_KUBE_CA (file) and REAL_KUBE_TOKEN. */
export async function startKubernetesTarget(
  options: KubernetesTargetOptions = {},
): Promise<KubernetesTarget> {
  const { REAL_KUBE_URL, REAL_KUBE_CA, REAL_KUBE_TOKEN } = process.env;
  if (REAL_KUBE_URL && REAL_KUBE_CA && REAL_KUBE_TOKEN) {
    return targetOf({
      isReal: true,
      url: REAL_KUBE_URL,
      ca: readFileSync(REAL_KUBE_CA, 'utf8'),
      token: REAL_KUBE_TOKEN,
      end: async () => undefined,
    });
  }
  const server = KubernetesServer.create({
    clock: new RealClock(),
    tokens: new Map([[ADMIN_TOKEN, ADMIN]]),
    random: seededRandom(1),
  });
  await options.prepare?.(server);
  const { url, caFile } = await server.listen(0);
  return targetOf({
    isReal: false,
    url,
    ca: readFileSync(caFile, 'utf8'),
    token: ADMIN_TOKEN,
    server,
    end: () => server.close(),
  });
}

function targetOf(options: {
  isReal: boolean;
  url: string;
  ca: string;
  token: string;
  server?: KubernetesServer;
  end: () => Promise<void>;
}): KubernetesTarget {
  const { isReal, url, ca, token, server, end } = options;
  const agent = new Agent({ ca, keepAlive: true });
  const watches = new Set<TargetWatch>();

  const send = (
    method: string,
    path: string,
    {
      body,
      contentType,
      accept = 'application/json',
      headers,
      signal,
      token: own = token,
    }: TargetRequestOptions,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const content =
        body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
          ? body
          : JSON.stringify(body);
      const call = httpsRequest(
        `${url}${path}`,
        {
          method,
          agent,
          signal,
          headers: {
            accept,
            ...(own !== '' && { authorization: `Bearer ${own}` }),
            ...(content !== undefined && {
              'content-type': contentType ?? 'application/json',
              'content-length': Buffer.byteLength(content),
            }),
            'user-agent': 'naru-contract/1',
            ...headers,
          },
        },
        resolve,
      );
      call.on('error', reject);
      call.end(content);
    });

  return {
    isReal,
    url,
    ca,
    token,
    server,
    async request(method, path, requestOptions = {}) {
      const answer = await send(method, path, requestOptions);
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(Buffer.from(chunk));
      const text = Buffer.concat(chunks).toString('utf8');
      return {
        status: answer.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : value ?? '',
          ]),
        ),
        body: /^[{[]/.test(text) ? JSON.parse(text) : text,
      };
    },
    async watch(path, onEvent, watchOptions = {}) {
      const answer = await send('GET', path, watchOptions);
      const events: TargetWatchEvent[] = [];
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (line === '') continue;
          const event: TargetWatchEvent = JSON.parse(line);
          events.push(event);
          onEvent?.(event);
        }
      });
      const ended = new Promise<void>(resolve => {
        answer.on('close', () => resolve());
      });
      answer.on('error', () => undefined);
      const watch = {
        events,
        status: answer.statusCode ?? 0,
        ended,
        stop: () => answer.destroy(),
      };
      watches.add(watch);
      return watch;
    },
    async eventually(read, { timeoutMs = 10_000 } = {}) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        try {
          return await read();
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      }
    },
    async close() {
      for (const watch of watches) watch.stop();
      agent.destroy();
      await end();
    },
  };
}
