import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LOCATION_TYPE,
  parseLocationTarget,
  REPOSITORY_ANNOTATION,
} from '../files/ApplicationFile';

/** Asks the catalog which files of a repository it has: after a restart nobody else remembers. */
export class CatalogedFiles {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #folder: string;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    folder: string;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#folder = options.folder;
  }

  /** Paths of the files of the repository. */
  async list(repository: string): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const paths: string[] = [];
    const batches = this.#catalog.streamEntities(
      {
        filter: {
          kind: 'Location',
          'spec.type': LOCATION_TYPE,
          [`metadata.annotations.${REPOSITORY_ANNOTATION}`]: repository,
        },
        fields: ['spec.target'],
      },
      { credentials },
    );
    for await (const batch of batches) {
      for (const { spec } of batch) {
        const file = parseLocationTarget(String(spec?.target), this.#folder);
        paths.push(...(file ? [file.path] : []));
      }
    }
    return paths.sort();
  }
}
