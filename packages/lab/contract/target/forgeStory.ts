import { randomBytes } from 'node:crypto';
import { type Answer, ForgeClient, type Json } from './ForgeClient';
import { type ForgeTarget, openForgeTarget } from './forgeTarget';

/** A full commit id. */
export const SHA = /^[0-9a-f]{40}$/;

const PATIENCE_MS = 30_000;
const STEP_MS = 100;

/** Content as the API takes it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A new file in a change of files. */
export function create(path: string, text: string): Json {
  return { operation: 'create', path, content: base64(text) };
}

/** Asks until the answer holds, and answers the last one: a real Gitea does part of its work in queues. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await ask();
    if (holds(value) || Date.now() > end) return value;
    await new Promise(resolve => {
      setTimeout(resolve, STEP_MS);
    });
  }
}

/** A forge with a repository of its own: an administrator, Dana who may write, and Jun who may only read. */
export class ForgeStory {
  readonly #mark = randomBytes(5).toString('hex');
  #target: ForgeTarget | undefined;

  /** Makes the names of this run its own. */
  get mark(): string {
    return this.#mark;
  }

  /** The organisation. */
  get owner(): string {
    return `platform-${this.#mark}`;
  }

  /** Login of Dana. */
  get person(): string {
    return `dana-${this.#mark}`;
  }

  /** Login of Jun. */
  get stranger(): string {
    return `jun-${this.#mark}`;
  }

  /** Path of the repository in the API. */
  get repo(): string {
    return `/repos/${this.owner}/gitops`;
  }

  get target(): ForgeTarget {
    if (!this.#target) throw new Error('the story has not begun');
    return this.#target;
  }

  get admin(): ForgeClient {
    return new ForgeClient(this.target);
  }

  get dana(): ForgeClient {
    return new ForgeClient(this.target, this.person);
  }

  get jun(): ForgeClient {
    return new ForgeClient(this.target, this.stranger);
  }

  /** Makes people and repository. */
  async begin(): Promise<void> {
    this.#target = await openForgeTarget();
    const { admin, owner, person, stranger } = this;
    for (const [username, full_name] of [
      [person, '김다나'],
      [stranger, '이준'],
    ])
      await admin.post('/admin/users', {
        username,
        full_name,
        email: `${username}@example.com`,
        password: randomBytes(12).toString('hex'),
        must_change_password: false,
      });
    await admin.post('/orgs', { username: owner });
    await admin.post(`/orgs/${owner}/repos`, {
      name: 'gitops',
      default_branch: 'main',
      auto_init: true,
      private: false,
    });
    await admin.put(`${this.repo}/collaborators/${person}`, {
      permission: 'write',
    });
  }

  /** Takes everything away again. */
  async end(): Promise<void> {
    const { admin, owner } = this;
    for (const name of ['gitops', 'empty', 'hidden'])
      await admin.delete(`/repos/${owner}/${name}`);
    await admin.delete(`/orgs/${owner}`);
    for (const login of [this.person, this.stranger])
      await admin.delete(`/admin/users/${login}?purge=true`);
    await this.target.close();
  }

  /** Changes files, on a new branch when one is named. */
  commit(
    branch: string,
    newBranch: string | undefined,
    files: Json[],
    more: Json = {},
    client: ForgeClient = this.dana,
  ): Promise<Answer> {
    return client.post(`${this.repo}/contents`, {
      branch,
      new_branch: newBranch,
      message: `Change ${newBranch ?? branch}`,
      files,
      ...more,
    });
  }

  /** Opens a pull request of one new file on a new branch; answers its number. */
  async pull(branch: string, path: string, text = 'x\n'): Promise<number> {
    await this.commit('main', branch, [create(path, text)]);
    const opened = await this.dana.post(`${this.repo}/pulls`, {
      head: branch,
      base: 'main',
      title: `Pull ${branch}`,
      body: 'Why: **because**',
    });
    return opened.json.number;
  }

  /** Waits until the forge has found a pull request mergeable. */
  mergeable(number: number): Promise<Answer> {
    return eventually(
      () => this.admin.get(`${this.repo}/pulls/${number}`),
      answer => answer.json.mergeable === true,
    );
  }

  /** Merges, when the forge is ready to. */
  async merge(number: number, body: Json = { Do: 'merge' }): Promise<Answer> {
    await this.mergeable(number);
    return eventually(
      () => this.admin.post(`${this.repo}/pulls/${number}/merge`, body),
      answer => !answer.text.includes('try again'),
    );
  }
}

/** Begins a story before the tests of the surrounding `describe` and ends it after them. */
export function startForgeStory(): ForgeStory {
  const story = new ForgeStory();
  beforeAll(() => story.begin());
  afterAll(() => story.end());
  return story;
}
