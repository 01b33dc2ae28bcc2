import http from 'node:http';
import https from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { ClusterConnection } from '../ClusterConnection';

/**
 * A Kubernetes object as a test writes it; the version is given by the fake.
 *
 * @public
 */
export interface FakeObject {
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
}

/**
 * A request that a {@link FakeCluster} received.
 *
 * @public
 */
export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/**
 * What a fault answers with: a whole answer, or bytes that the test writes itself.
 *
 * @public
 */
export type FakeAnswer =
  | {
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
    }
  | ((response: http.ServerResponse) => void);

interface StoredEvent {
  collection: string;
  version: number;
  type: string;
  object: unknown;
}

interface OpenWatch {
  collection: string;
  response: http.ServerResponse;
}

const ROOT_VERSION = 1000;

/**
 * A small API server for tests: lists with pages and watches of the collections that a test fills, and faults on demand. It knows nothing of kinds.
 *
 * @public
 */
export class FakeCluster {
  /** All requests so far, watches included. */
  readonly requests: FakeRequest[] = [];
  /** Decides about a request before the fake does; `undefined` leaves it to the fake. */
  fault: ((request: FakeRequest) => FakeAnswer | undefined) | undefined;
  /** What {@link FakeCluster.connection} sends. */
  token: string | undefined = 'fake-token';

  readonly #server: http.Server | https.Server;
  readonly #ca: string | undefined;
  readonly #collections = new Map<string, Map<string, FakeObject>>();
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Set<OpenWatch>();
  #events: StoredEvent[] = [];
  #version = ROOT_VERSION;
  #oldestVersion = ROOT_VERSION;
  #isCut = false;

  private constructor(tls: { cert: string; key: string } | undefined) {
    const listener: http.RequestListener = (request, response) => {
      void this.#handle(request, response);
    };
    this.#ca = tls?.cert;
    this.#server = tls
      ? https.createServer(tls, listener)
      : http.createServer(listener);
    this.#server.on('connection', (socket: Socket) => {
      if (this.#isCut) {
        socket.destroy();
        return;
      }
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /**
   * Starts on a free port of the loopback interface.
   *
   * @param options - `tls`: PEM texts; plain HTTP without
   */
  static async start(
    options: { tls?: { cert: string; key: string } } = {},
  ): Promise<FakeCluster> {
    const cluster = new FakeCluster(options.tls);
    await new Promise<void>(resolve => {
      cluster.#server.listen(0, '127.0.0.1', resolve);
    });
    return cluster;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#ca ? 'https' : 'http'}://127.0.0.1:${port}`;
  }

  get connection(): ClusterConnection {
    return {
      name: 'prod7',
      title: 'prod7 (fake)',
      url: this.url,
      ca: this.#ca,
      skipTLSVerify: this.#ca === undefined,
      token: async () => this.token,
    };
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Creates or replaces an object of a collection, e.g. `/api/v1/namespaces`, and tells its watches. */
  set(collection: string, object: FakeObject): void {
    const objects = this.#objectsOf(collection);
    const key = keyOf(object);
    const stored = this.#versioned(object);
    this.#record(collection, objects.has(key) ? 'MODIFIED' : 'ADDED', stored);
    objects.set(key, stored);
  }

  /** Removes an object and tells the watches of its collection. */
  delete(collection: string, name: { namespace?: string; name: string }): void {
    const objects = this.#objectsOf(collection);
    const object = objects.get(keyOf({ metadata: name }));
    if (object) {
      objects.delete(keyOf(object));
      this.#record(collection, 'DELETED', this.#versioned(object));
    }
  }

  /** Sends a bookmark to the watches of a collection. */
  bookmark(collection: string): void {
    this.#version += 1;
    this.send(collection, {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.#version) } },
    });
  }

  /** Sends a line to the watches of a collection: an object as JSON, a text as it is. */
  send(collection: string, line: unknown): void {
    for (const watch of this.#watches) {
      if (watch.collection === collection) {
        watch.response.write(
          typeof line === 'string' ? line : `${JSON.stringify(line)}\n`,
        );
      }
    }
  }

  /** Forgets the history, so that a watch from before it is answered with 410. */
  compact(): void {
    this.#events = [];
    this.#version += 1;
    this.#oldestVersion = this.#version;
  }

  /** Ends all watches as a server does after their time. */
  endWatches(): void {
    for (const { response } of this.#watches) {
      response.end();
    }
    this.#watches.clear();
  }

  /** Destroys all connections and refuses new ones, until {@link FakeCluster.mend}. */
  cut(): void {
    this.#isCut = true;
    this.dropConnections();
  }

  /** Destroys all connections; new ones are accepted. */
  dropConnections(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#watches.clear();
  }

  /** Ends {@link FakeCluster.cut}. */
  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
  }

  async #handle(
    incoming: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const url = new URL(incoming.url ?? '/', this.url);
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    this.requests.push(request);
    const answer = this.fault?.(request);
    if (typeof answer === 'function') {
      answer(response);
    } else if (answer) {
      writeAnswer(response, answer);
    } else if (!this.#collections.has(request.path)) {
      writeAnswer(response, statusAnswer(404, 'NotFound', 'not found'));
    } else if (request.query.get('watch') === 'true') {
      this.#watch(request, response);
    } else {
      this.#list(request, response);
    }
  }

  #list(request: FakeRequest, response: http.ServerResponse): void {
    const objects = [...this.#objectsOf(request.path).values()];
    const limit = Number(request.query.get('limit') ?? objects.length);
    const begin = Number(request.query.get('continue') ?? 0);
    const end = begin + limit;
    writeAnswer(response, {
      status: 200,
      body: {
        kind: 'List',
        metadata: {
          resourceVersion: String(this.#version),
          ...(end < objects.length ? { continue: String(end) } : {}),
        },
        items: objects.slice(begin, end),
      },
    });
  }

  #watch(request: FakeRequest, response: http.ServerResponse): void {
    const version = Number(request.query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (version < this.#oldestVersion) {
      response.end(
        `${JSON.stringify({
          type: 'ERROR',
          object: statusAnswer(410, 'Expired', 'too old resource version').body,
        })}\n`,
      );
      return;
    }
    for (const event of this.#events) {
      if (event.collection === request.path && event.version > version) {
        response.write(`${JSON.stringify(event)}\n`);
      }
    }
    const watch: OpenWatch = { collection: request.path, response };
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
  }

  #record(collection: string, type: string, object: FakeObject): void {
    const event = { collection, version: this.#version, type, object };
    this.#events.push(event);
    this.send(collection, { type, object });
  }

  #versioned(object: FakeObject): FakeObject {
    this.#version += 1;
    return {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#version) },
    };
  }

  /** Makes a collection known, so that it is listed as empty. */
  serve(...collections: string[]): void {
    for (const collection of collections) {
      this.#objectsOf(collection);
    }
  }

  #objectsOf(collection: string): Map<string, FakeObject> {
    const objects = this.#collections.get(collection) ?? new Map();
    this.#collections.set(collection, objects);
    return objects;
  }
}

/**
 * An answer with a Kubernetes `Status` as its body.
 *
 * @public
 */
export function statusAnswer(
  code: number,
  reason: string,
  message: string,
): { status: number; body: unknown } {
  return {
    status: code,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      code,
    },
  };
}

function writeAnswer(
  response: http.ServerResponse,
  answer: {
    status: number;
    body?: unknown;
    headers?: Record<string, string>;
  },
): void {
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...answer.headers,
  });
  if (answer.body === undefined) {
    response.end();
  } else {
    response.end(isText ? answer.body : JSON.stringify(answer.body));
  }
}

function keyOf(object: {
  metadata: { namespace?: string; name: string };
}): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
