import { createHash, randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabClock } from '../clock/LabClock';
import { ServerFaults } from '../control/ServerFaults';
import { addArtifactRoutes } from './api/artifactRoutes';
import { addProjectRoutes } from './api/projectRoutes';
import { addRegistryRoutes } from './api/registryRoutes';
import { addRepositoryRoutes } from './api/repositoryRoutes';
import { addSystemRoutes } from './api/systemRoutes';
import { type HarborAccount, viewerOf } from './HarborAccounts';
import { HarborError } from './HarborError';
import { HarborStore } from './HarborStore';
import { type HarborAnswer, HarborRouter } from './http/HarborRouter';
import { parseImage } from './parseImage';

/** Options of {@link HarborServer.create}. */
export interface HarborServerOptions {
  clock: LabClock;
  /** Host in the names of its images, e.g. `harbor.naru.example`. */
  registry: string;
  accounts: HarborAccount[];
  /** What is in it; default nothing. */
  store?: HarborStore;
}

/**
 * A Harbor that answers like Harbor 2.14 behind its nginx where Naru asks it: system, projects, repositories, artifacts, tags
 * and the registry's question whether an image is there. All else is refused plainly.
 */
export class HarborServer {
  readonly store: HarborStore;
  /** How it misbehaves; its fields are settable at any time. */
  readonly faults: ServerFaults;
  readonly #options: HarborServerOptions;
  readonly #router = new HarborRouter();
  readonly #server: Server;
  #url = '';

  private constructor(options: HarborServerOptions) {
    this.#options = options;
    this.store = options.store ?? new HarborStore();
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
    this.faults = new ServerFaults(this.#server);
    addSystemRoutes(this.#router, {
      now: () => options.clock.now(),
      externalUrl: () => this.#url,
      registry: options.registry,
    });
    addProjectRoutes(this.#router, this.store);
    addRepositoryRoutes(this.#router, this.store);
    addArtifactRoutes(this.#router, this.store);
    addRegistryRoutes(this.#router, this.store);
  }

  static create(options: HarborServerOptions): HarborServer {
    return new HarborServer(options);
  }

  /**
   * Whether an image could be pulled.
   *
   * @param image - as it stands in a Pod: `harbor.naru.example/team1-dev/shop:1.1.0@sha256:…`; a digest counts, not the tag
   * @returns undefined when it is not from this registry
   */
  imageExists(image: string): boolean | undefined {
    const { host, repository, reference } = parseImage(image);
    if (host !== this.#options.registry) return undefined;
    return this.store.artifact(repository, reference) !== undefined;
  }

  /** Pushes an image whose content follows from its name, as somebody's pipeline would. */
  push(repository: string, tag: string): { digest: string } {
    const { digest } = this.store.push({
      repository,
      tag,
      digest: `sha256:${createHash('sha256')
        .update(`${repository}:${tag}`)
        .digest('hex')}`,
      size: 40_000_000,
      at: this.#options.clock.now().toISOString(),
    });
    return { digest };
  }

  /** Listens on loopback; port 0 takes a free one. */
  async listen(port: number): Promise<{ url: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.#server.address() as AddressInfo;
    this.#url = `http://127.0.0.1:${taken}`;
    return { url: this.#url };
  }

  /** Stops listening and breaks what is open. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    request.resume();
    let answer: HarborAnswer;
    try {
      await this.faults.befall(
        () => new HarborError(500, 'internal server error'),
      );
      answer = this.#handle(request);
    } catch (error) {
      answer = refusal(error, request.url ?? '/', this.#url);
    }
    this.#send(request, response, answer);
  }

  #handle(request: IncomingMessage): HarborAnswer {
    const url = new URL(request.url ?? '/', 'http://harbor');
    const method = request.method ?? 'GET';
    const viewer = viewerOf(
      this.#options.accounts,
      request.headers.authorization,
    );
    // A session cookie, even a made-up one, brings Harbor's CSRF check to everything that writes.
    if (
      !['GET', 'HEAD', 'OPTIONS'].includes(method) &&
      /(^|;\s*)sid=/.test(request.headers.cookie ?? '')
    )
      throw HarborError.forbidden('CSRF token not found in request');
    const { handler, params } = this.#router.find(method, url.pathname);
    return handler({
      method,
      path: url.pathname,
      query: url.searchParams,
      params,
      namesOnly: request.headers['x-is-resource-name'] === 'true',
      viewer,
    });
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    answer: HarborAnswer,
  ): void {
    const json = answer.json === undefined ? '' : JSON.stringify(answer.json);
    const body = Buffer.from(answer.text ?? (json && `${json}\n`));
    const id = request.headers['x-request-id'];
    response.writeHead(answer.status, {
      'Content-Type': contentType(answer),
      'Content-Length': body.length,
      'Set-Cookie': `sid=${randomUUID()}; Path=/; HttpOnly`,
      'X-Request-Id': typeof id === 'string' ? id : randomUUID(),
      ...answer.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

function contentType(answer: HarborAnswer): string {
  if (answer.text !== undefined) return 'text/plain';
  return answer.status < 400
    ? 'application/json'
    : 'application/json; charset=utf-8';
}

function refusal(error: unknown, path: string, url: string): HarborAnswer {
  const known =
    error instanceof HarborError
      ? error
      : new HarborError(500, 'internal server error');
  const registry = path.startsWith('/v2/');
  if (known.status === 404 && !registry && !path.startsWith('/api/'))
    return { status: 404, text: '' };
  return {
    status: known.status,
    json: { errors: [{ code: known.code, message: known.message }] },
    headers:
      registry && known.status === 401
        ? {
            'WWW-Authenticate': `Bearer realm="${url}/service/token",service="harbor-registry"`,
          }
        : {},
  };
}
