import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabClock } from '../clock/LabClock';
import { ServerFaults } from '../control/ServerFaults';
import type { Viewer } from './Accounts';
import { addAccountRoutes } from './api/accountRoutes';
import { addArchiveRoutes } from './api/archiveRoutes';
import { addBranchRoutes } from './api/branchRoutes';
import { addContentRoutes } from './api/contentRoutes';
import { addPullRoutes } from './api/pullRoutes';
import { addRepositoryRoutes } from './api/repositoryRoutes';
import { Forge } from './Forge';
import { ForgeError } from './ForgeError';
import type { ForgePerson } from './ForgePerson';
import { addGitRoutes } from './git/gitRoutes';
import { type ForgeAnswer, ForgeRouter } from './http/ForgeRouter';
import { addPageRoutes } from './pages/pageRoutes';
import { Sessions } from './pages/Sessions';

const BODY_LIMIT = 32 * 1024 * 1024;

/** What {@link ForgeServer.createRepository} makes. */
export interface NewRepository {
  owner: string;
  name: string;
  /** Content by path, committed at once. */
  files: Record<string, string>;
  /** Branch that takes changes only by pull request. It is also the default branch. */
  protectedBranch: string;
  description?: string;
}

/**
 * A forge that answers like Gitea 1.26 where Naru, Argo CD and git ask it: REST, git over HTTP, webhooks, and pages on which
 * a person reads and merges pull requests. All else is refused plainly.
 */
export class ForgeServer {
  /** How the forge misbehaves; settable at any time. */
  readonly faults: ServerFaults;
  readonly #forge: Forge;
  readonly #router = new ForgeRouter();
  readonly #server: Server;

  private constructor(forge: Forge) {
    this.#forge = forge;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
    this.faults = new ServerFaults(this.#server);
    addAccountRoutes(this.#router, forge);
    addRepositoryRoutes(this.#router, forge);
    addContentRoutes(this.#router, forge);
    addBranchRoutes(this.#router, forge);
    addArchiveRoutes(this.#router, forge);
    addPullRoutes(this.#router, forge);
    addGitRoutes(this.#router, forge);
    addPageRoutes(this.#router, forge, new Sessions(forge.accounts));
  }

  /**
   * @param options.stateDir - folder that keeps repositories and metadata; what is in it is taken up again
   * @param options.people - those who may sign in besides the ones made through the API
   */
  static create(options: {
    stateDir: string;
    clock: LabClock;
    people: ForgePerson[];
  }): ForgeServer {
    return new ForgeServer(new Forge(options));
  }

  /** Listens on loopback; port 0 takes a free one. */
  async listen(port: number): Promise<{ url: string }> {
    await this.#forge.pulls.finishMerges();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.#server.address() as AddressInfo;
    const url = `http://127.0.0.1:${taken}`;
    this.#forge.shapes.base = url;
    return { url };
  }

  /** Stops listening and breaks what is open. */
  async close(): Promise<void> {
    this.#forge.webhooks.close();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Makes an organisation's repository with a first commit; does nothing when it exists. */
  async createRepository(wish: NewRepository): Promise<void> {
    const { accounts, repositories, store, clock } = this.#forge;
    if (repositories.find(wish.owner, wish.name)) return;
    const people = accounts.people;
    const person = people.find(each => each.admin) ?? people[0];
    const author = accounts.find(person.login)!;
    if (!accounts.organization(wish.owner))
      repositories.createOrganization(author, {
        name: wish.owner,
        fullName: '',
        description: '',
      });
    const repository = await repositories.create({
      owner: wish.owner,
      name: wish.name,
      description: wish.description,
      defaultBranch: wish.protectedBranch,
      author,
      files: wish.files,
    });
    repository.record.protections.push({
      rule: wish.protectedBranch,
      enablePush: false,
      mergeWhitelist: people
        .filter(each => each.mayMerge?.includes(repository.fullName))
        .map(each => each.login),
      created: clock.now().toISOString(),
    });
    store.save();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await this.faults.befall(
        () => new ForgeError(500, 'the lab was told to fail'),
      );
      const answer = await this.#handle(request, response);
      if (answer) send(response, answer, request.method === 'HEAD');
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, this.#refusal(error, request.url ?? ''), false);
    }
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<ForgeAnswer | undefined> {
    const url = new URL(request.url ?? '/', 'http://forge');
    const method = request.method ?? 'GET';
    const found = this.#router.find(method, url.pathname);
    if (found === 'wrong-method') return { status: 405 };
    if (!found)
      return { status: 404, text: '404 page not found\n', type: 'text/plain' };
    const streamed = /\/git-(upload|receive)-pack$/.test(url.pathname);
    return found.handler(
      {
        method,
        url,
        params: found.params,
        headers: request.headers,
        viewer: this.#viewer(request),
        body: streamed ? Buffer.alloc(0) : await bodyOf(request),
        raw: request,
      },
      response,
    );
  }

  #viewer(request: IncomingMessage): Viewer {
    const viewer = this.#forge.accounts.authenticate(
      request.headers.authorization,
    );
    const { sudo } = request.headers;
    if (!viewer || typeof sudo !== 'string') return viewer;
    if (!viewer.admin)
      throw new ForgeError(403, 'Only administrators allowed to sudo.');
    const other = this.#forge.accounts.find(sudo);
    if (!other)
      throw ForgeError.notFound(`user does not exist [uid: 0, name: ${sudo}]`);
    return other;
  }

  #refusal(error: unknown, path: string): ForgeAnswer {
    const known = error instanceof ForgeError;
    const status = known ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    if (!path.startsWith('/api/'))
      return {
        status,
        text: `${message}\n`,
        type: 'text/plain; charset=utf-8',
        headers: this.#challenge(status),
      };
    return {
      status,
      json: {
        ...(known && error.errors !== undefined
          ? { errors: error.errors }
          : {}),
        message,
        url: `${this.#forge.shapes.base}/api/swagger`,
      },
    };
  }

  /** Without it, git would not ask for a password again. */
  #challenge(status: number): Record<string, string> {
    return status === 401
      ? { 'WWW-Authenticate': 'Basic realm="Gitea (Basic Auth)"' }
      : {};
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ForgeError(413, 'body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  response: ServerResponse,
  answer: ForgeAnswer,
  headOnly: boolean,
): void {
  const body =
    answer.json !== undefined
      ? Buffer.from(`${JSON.stringify(answer.json)}\n`)
      : Buffer.from(answer.text ?? '');
  const type =
    answer.json !== undefined ? 'application/json;charset=utf-8' : answer.type;
  response.writeHead(answer.status, {
    ...(type ? { 'Content-Type': type } : {}),
    ...(answer.status === 204 ? {} : { 'Content-Length': body.length }),
    'Cache-Control': 'no-store',
    ...answer.headers,
  });
  response.end(headOnly ? undefined : body);
}
