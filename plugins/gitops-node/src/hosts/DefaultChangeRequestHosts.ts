import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { readRepositories } from '../config/readRepositories';
import { GiteaHost } from '../gitea/GiteaHost';
import { ChangeRequestHost } from './ChangeRequestHost';
import { ChangeRequestHosts } from './ChangeRequestHosts';

/**
 * The repositories of `gitops.repositories`.
 */
export class DefaultChangeRequestHosts implements ChangeRequestHosts {
  readonly #hosts: Map<string, ChangeRequestHost>;
  readonly #webhookSecrets: Map<string, string | undefined>;

  private constructor(
    hosts: Map<string, ChangeRequestHost>,
    webhookSecrets: Map<string, string | undefined>,
  ) {
    this.#hosts = hosts;
    this.#webhookSecrets = webhookSecrets;
  }

  /** @throws Error with one line when the configuration is wrong */
  static fromConfig(config: Config): DefaultChangeRequestHosts {
    const repositories = readRepositories(config);
    return new DefaultChangeRequestHosts(
      new Map(
        repositories.map(repository => [
          repository.id,
          new GiteaHost(repository),
        ]),
      ),
      new Map(repositories.map(({ id, webhookSecret }) => [id, webhookSecret])),
    );
  }

  list(): ChangeRequestHost[] {
    return [...this.#hosts.values()];
  }

  get(id: string): ChangeRequestHost {
    const host = this.#hosts.get(id);
    if (!host) {
      const known = [...this.#hosts.keys()].join(', ') || 'none';
      throw new NotFoundError(
        `No repository "${id}" in gitops.repositories. Configured: ${known}`,
      );
    }
    return host;
  }

  webhookSecret(id: string): string | undefined {
    return this.#webhookSecrets.get(id);
  }
}
