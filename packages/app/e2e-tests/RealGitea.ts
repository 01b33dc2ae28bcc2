import type { RealSystems } from './realSystems';

const TIMEOUT_MS = 30_000;

/** A Gitea as its admin asks it through the REST API; its pages are not needed. */
export class RealGitea {
  readonly #options: RealSystems['gitea'];

  constructor(options: RealSystems['gitea']) {
    this.#options = options;
  }

  /**
   * Makes an account for a program where it is missing.
   *
   * @returns a new token of the account, for repositories and their organisation
   */
  async programToken(login: string): Promise<string> {
    const { user, token: adminToken } = this.#options;
    const found = await this.#ask('GET', `/users/${login}`, { accept: [404] });
    if (found.status === 404) {
      await this.#ask('POST', '/admin/users', {
        body: {
          username: login,
          email: `${login}@example.com`,
          password: crypto.randomUUID(),
          must_change_password: false,
        },
      });
    }
    // Tokens are given to basic authentication only; an admin's token is as good as a password there, for every account.
    const basic = Buffer.from(`${user}:${adminToken}`).toString('base64');
    const { json } = await this.#ask('POST', `/users/${login}/tokens`, {
      authorization: `Basic ${basic}`,
      body: {
        name: `story-${Date.now()}`,
        scopes: [
          'write:repository',
          'write:issue',
          'read:user',
          'read:organization',
        ],
      },
    });
    const token = (json as { sha1?: string }).sha1;
    if (!token) throw new Error(`Gitea gave no token for ${login}`);
    return token;
  }

  /** Tries to merge the pull request of an address; Gitea says 405 as long as it still tests it. */
  async merge(address: string): Promise<number> {
    const [, owner, repository, number] =
      /([^/]+)\/([^/]+)\/pulls\/(\d+)$/.exec(address) ?? [];
    if (!number) throw new Error(`No pull request: ${address}`);
    const { status } = await this.#ask(
      'POST',
      `/repos/${owner}/${repository}/pulls/${number}/merge`,
      { body: { Do: 'merge' }, accept: [405] },
    );
    return status;
  }

  async #ask(
    method: string,
    path: string,
    options: { body?: unknown; accept?: number[]; authorization?: string } = {},
  ): Promise<{ status: number; json: unknown }> {
    const { url, token } = this.#options;
    const { body, accept = [], authorization = `token ${token}` } = options;
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: authorization,
        'Content-Type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const words = await answer.text();
    if (!answer.ok && !accept.includes(answer.status)) {
      throw new Error(
        `Gitea refused ${method} ${path}: ${answer.status} ${words.slice(
          0,
          300,
        )}`,
      );
    }
    return {
      status: answer.status,
      json: words.startsWith('{') ? JSON.parse(words) : undefined,
    };
  }
}
