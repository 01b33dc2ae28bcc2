import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LabClock } from '../../clock/LabClock';
import type { KubernetesApi, ResourceId } from '../../kubernetes/KubernetesApi';
import { textAt } from '../model/JsonValue';
import { type GitCredentials, GitMirror } from './GitMirror';
import { GitProgram } from './GitProgram';
import { RepositoryError } from './RepositoryError';

const SECRETS: ResourceId = { group: '', version: 'v1', plural: 'secrets' };
const TYPE_LABEL = 'argocd.argoproj.io/secret-type';

/** What is known of one remote. */
interface Remote {
  mirror: GitMirror;
  /** When the refs were last asked for, in milliseconds of the lab's time. */
  askedAt?: number;
  /** The question under way, and its place in the order of all questions. */
  asking?: { order: number; done: Promise<void> };
}

/** A commit of a repository, ready to be read. */
export interface Checkout {
  commit: string;
  mirror: GitMirror;
}

/** All repositories that Argo CD reads: one mirror each, with the credentials that Secrets hold. */
export class Repositories {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #directory: string;
  readonly #namespace: string;
  readonly #git = new GitProgram();
  readonly #remotes = new Map<string, Remote>();
  #questions = 0;

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    directory: string;
    namespace: string;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#directory = options.directory;
    this.#namespace = options.namespace;
  }

  /**
   * Finds the commit of a revision.
   *
   * @param maxAgeSeconds - refs asked for within this time are good enough; 0 asks again
   * @throws RepositoryError
   */
  async checkout(
    url: string,
    revision: string,
    maxAgeSeconds: number,
  ): Promise<Checkout> {
    const remote = this.#remote(url);
    const since = remote.askedAt ?? -Infinity;
    const age = this.#clock.now().getTime() - since;
    if (age >= maxAgeSeconds * 1000) await this.#ask(url, remote);
    return {
      commit: await this.#resolve(url, remote, revision),
      mirror: remote.mirror,
    };
  }

  stop(): void {
    this.#git.stop();
  }

  /** A commit may be younger than what is known of the remote. */
  async #resolve(
    url: string,
    remote: Remote,
    revision: string,
  ): Promise<string> {
    try {
      return await remote.mirror.resolve(revision);
    } catch (error) {
      if (!/^[0-9a-f]{40}$/.test(revision)) throw error;
      await this.#ask(url, remote);
      return remote.mirror.resolve(revision);
    }
  }

  /** Asks the remote. A question that began after this one was put answers it too; an older one may be too old. */
  async #ask(url: string, remote: Remote): Promise<void> {
    const order = ++this.#questions;
    while (remote.asking && remote.asking.order < order) {
      await remote.asking.done.catch(() => {});
    }
    remote.asking ??= {
      order: ++this.#questions,
      done: this.#update(url, remote).finally(() => {
        remote.asking = undefined;
      }),
    };
    await remote.asking.done;
  }

  async #update(url: string, remote: Remote): Promise<void> {
    const startedAt = this.#clock.now().getTime();
    remote.askedAt = undefined;
    await remote.mirror.update(this.#credentials(url));
    remote.askedAt = startedAt;
  }

  #remote(url: string): Remote {
    const known = this.#remotes.get(url);
    if (known) return known;
    if (!/^(https?|file):\/\//.test(url)) {
      throw new RepositoryError(
        `failed to list refs: unsupported repository address "${url}"`,
      );
    }
    const folder = createHash('sha256').update(url).digest('hex').slice(0, 16);
    const remote: Remote = {
      mirror: new GitMirror({
        url,
        directory: join(this.#directory, `${folder}.git`),
        git: this.#git,
      }),
    };
    this.#remotes.set(url, remote);
    return remote;
  }

  /** A `repository` Secret for exactly this address, else the `repo-creds` Secret with the longest matching prefix. */
  #credentials(url: string): GitCredentials | undefined {
    const secrets = this.#api.list(SECRETS, {
      namespace: this.#namespace,
      labelSelector: `${TYPE_LABEL} in (repository,repo-creds)`,
    }).items;
    const candidates = secrets
      .map(secret => ({
        exact: secret.metadata.labels?.[TYPE_LABEL] === 'repository',
        url: secretText(secret, 'url') ?? '',
        username: secretText(secret, 'username'),
        password: secretText(secret, 'password'),
      }))
      .filter(({ exact, url: address }) =>
        exact
          ? withoutSuffix(address) === withoutSuffix(url)
          : address !== '' && url.startsWith(address),
      )
      .sort(
        (a, b) =>
          Number(b.exact) - Number(a.exact) || b.url.length - a.url.length,
      );
    const found = candidates.find(({ password }) => password);
    return found?.password
      ? { username: found.username ?? 'git', password: found.password }
      : undefined;
  }
}

function secretText(secret: unknown, key: string): string | undefined {
  const encoded = textAt(secret, 'data', key);
  return encoded === undefined
    ? undefined
    : Buffer.from(encoded, 'base64').toString('utf8');
}

function withoutSuffix(url: string): string {
  return url.toLocaleLowerCase('en-US').replace(/(\.git)?\/*$/, '');
}
