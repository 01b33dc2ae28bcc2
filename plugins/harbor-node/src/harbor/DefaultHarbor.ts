import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readHarborInstances } from '../config/readHarborInstances';
import { Harbor, HarborCallOptions, HarborInstance } from './Harbor';
import { HarborReader, HarborReaderLimits } from './HarborReader';

/**
 * The Harbors of `harbor.instances`, over HTTP.
 */
export class DefaultHarbor implements Harbor {
  readonly instances: readonly HarborInstance[];
  readonly #readers: readonly HarborReader[];

  private constructor(readers: HarborReader[]) {
    this.#readers = readers;
    this.instances = readers.map(({ instance }) => instance);
  }

  /**
   * Reads the config; makes no call.
   *
   * @throws Error with one line when a value is bad
   */
  static fromConfig(
    config: Config,
    limits?: HarborReaderLimits,
  ): DefaultHarbor {
    return new DefaultHarbor(
      readHarborInstances(config).map(
        connection => new HarborReader(connection, limits),
      ),
    );
  }

  findByRegistry(host: string): HarborInstance | undefined {
    return this.instances.find(({ registry }) => registry === host);
  }

  async projects(names: string[], options?: HarborCallOptions) {
    return this.#reader(options).projects(names, options?.signal);
  }

  async repositories(project: string, options?: HarborCallOptions) {
    return this.#reader(options).repositories(project, options?.signal);
  }

  async tags(project: string, repository: string, options?: HarborCallOptions) {
    return this.#reader(options).tags(project, repository, options?.signal);
  }

  async artifact(
    image: { project: string; repository: string; reference: string },
    options?: HarborCallOptions,
  ) {
    return this.#reader(options).artifact(image, options?.signal);
  }

  #reader(options: HarborCallOptions | undefined): HarborReader {
    const wanted = options?.instance;
    const reader = this.#readers.find(
      ({ instance }) => wanted === undefined || instance.name === wanted,
    );
    if (!reader) {
      throw new InputError(
        wanted === undefined
          ? 'No Harbor is configured (harbor.instances)'
          : `No Harbor ${JSON.stringify(
              wanted.slice(0, 80),
            )} is configured (harbor.instances)`,
      );
    }
    return reader;
  }
}
