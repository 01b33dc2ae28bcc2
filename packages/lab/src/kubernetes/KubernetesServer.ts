import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabClock } from '../clock/LabClock';
import { DefaultKubernetesApi } from './DefaultKubernetesApi';
import { answerError } from './http/answer';
import { ApiRouter, unauthorized } from './http/ApiRouter';
import { ensureServerCertificate } from './http/certificates';
import { effectiveRequester } from './http/impersonation';
import { readBody } from './http/readBody';
import { ApiError, type KubernetesApi, type Requester } from './KubernetesApi';

/** How the server misbehaves on command. */
export interface KubernetesFaults {
  /** Wait before each answer. */
  latencyMs: number;
  /** Connections are destroyed and refused. */
  cut: boolean;
  /** So many coming requests are answered 500. */
  failNext?: number;
}

/** Options of {@link KubernetesServer.create}. */
export interface KubernetesServerOptions {
  clock: LabClock;
  /** Where objects and certificate are kept; in memory when undefined. */
  stateDir?: string;
  /** Who each bearer token is. */
  tokens: ReadonlyMap<string, Requester>;
  /** Dice for uids and generated names, 0 to 1. */
  random: () => number;
}

/** Kubernetes API server of the lab: TLS on loopback over the {@link KubernetesApi} in the process. */
export class KubernetesServer {
  readonly faults: KubernetesFaults;
  readonly #api: DefaultKubernetesApi;
  readonly #options: KubernetesServerOptions;
  readonly #router: ApiRouter;
  #server: Server | undefined;
  #temporary: string | undefined;

  private constructor(
    options: KubernetesServerOptions,
    api: DefaultKubernetesApi,
  ) {
    this.#options = options;
    this.#api = api;
    this.#router = new ApiRouter({ api, clock: options.clock });
    this.faults = cuttingFaults(() => this.#server?.closeAllConnections());
  }

  /** Opens the state and starts the controllers; nothing listens yet. */
  static create(options: KubernetesServerOptions): KubernetesServer {
    const { clock, random, stateDir } = options;
    const api = DefaultKubernetesApi.create({ clock, random, stateDir });
    return new KubernetesServer(options, api);
  }

  get api(): KubernetesApi {
    return this.#api;
  }

  /** Forgets the history, so that watches from before get 410 as after etcd's compaction. */
  forgetHistory(): void {
    this.#api.store.forgetHistory();
  }

  /**
   * Listens on 127.0.0.1; port 0 takes a free one.
   *
   * @returns the address and the file of the authority that clients must trust
   */
  async listen(port: number): Promise<{ url: string; caFile: string }> {
    const directory = this.#certificateDirectory();
    const { key, certificate, authority } = await ensureServerCertificate(
      directory,
    );
    this.#api.publishRootCertificate(authority);
    const server = createServer({ key, cert: certificate }, (req, res) => {
      void this.#answer(req, res);
    });
    // A watch may stay silent for a long time.
    server.requestTimeout = 0;
    server.on('connection', socket => {
      if (this.faults.cut) socket.destroy();
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    const actual = typeof address === 'object' ? address?.port : port;
    return {
      url: `https://127.0.0.1:${actual}`,
      caFile: join(directory, 'ca.crt'),
    };
  }

  /** Ends all connections, controllers and the journal. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
    this.#api.close();
    if (this.#temporary) rmSync(this.#temporary, { recursive: true });
    this.#temporary = undefined;
  }

  #certificateDirectory(): string {
    const { stateDir } = this.#options;
    if (stateDir !== undefined) return stateDir;
    this.#temporary ??= mkdtempSync(join(tmpdir(), 'naru-lab-kubernetes-'));
    return this.#temporary;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await this.#misbehave(request);
      if (request.destroyed) return;
      const requester = this.#authenticate(request);
      const url = new URL(request.url ?? '/', 'https://127.0.0.1');
      const body = await readBody(request);
      await this.#router.route(request, response, url, requester, body);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else answerError(response, error);
    }
  }

  async #misbehave(request: IncomingMessage): Promise<void> {
    const { latencyMs, cut, failNext = 0 } = this.faults;
    if (cut) {
      request.socket.destroy();
      return;
    }
    if (latencyMs > 0) {
      await new Promise(resolve => setTimeout(resolve, latencyMs));
    }
    if (failNext > 0) {
      this.faults.failNext = failNext - 1;
      throw new ApiError(
        500,
        'InternalError',
        'Internal error occurred: the lab was told to fail this request',
      );
    }
  }

  #authenticate(request: IncomingMessage): Requester {
    const match = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '');
    const requester = match && this.#options.tokens.get(match[1].trim());
    if (!requester) throw unauthorized();
    const sender = requester.groups.includes('system:authenticated')
      ? requester
      : {
          ...requester,
          groups: [...requester.groups, 'system:authenticated'],
        };
    return effectiveRequester(sender, request.headers, this.#api.authorizer);
  }
}

// Watches that are open end with the cut, not only what comes after it.
function cuttingFaults(onCut: () => void): KubernetesFaults {
  let isCut = false;
  return {
    latencyMs: 0,
    get cut() {
      return isCut;
    },
    set cut(value: boolean) {
      isCut = value;
      if (value) onCut();
    },
  };
}
