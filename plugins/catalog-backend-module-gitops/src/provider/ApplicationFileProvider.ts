import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ChangeRequestHost } from '@naru/plugin-gitops-node';
import {
  ApplicationFile,
  applicationFile,
  locationEntity,
} from '../files/ApplicationFile';
import { LocationRemovals } from '../removals/LocationRemovals';
import { CatalogedFiles } from './CatalogedFiles';

/** Options of {@link ApplicationFileProvider}. */
export interface ApplicationFileProviderOptions {
  host: ChangeRequestHost;
  /** Folder whose folders are applications. */
  folder: string;
  cataloged: CatalogedFiles;
  removals: LocationRemovals;
  logger: LoggerService;
  /** When the repository is looked through without a reason. */
  schedule: SchedulerServiceTaskRunner;
  /** Wait after a failure in milliseconds; default 10,000. */
  retryMs?: number;
}

/** What a look found. */
interface Listing {
  sha: string;
  files: { file: ApplicationFile; version: string }[];
}

/**
 * Keeps a Location in the catalog for each catalog-info.yaml of an application on the base branch of a GitOps repository.
 *
 * @remarks
 *
 * The Location holds the version of its file, so a changed file is read anew at once. A look that fails removes nothing; one provider a
 * repository, so that a forge that is away never touches what another holds. Several replicas may look at the same time: they find the same.
 */
export class ApplicationFileProvider implements EntityProvider {
  readonly #options: ApplicationFileProviderOptions;
  readonly #logger: LoggerService;
  readonly #repository: string;
  #connection: EntityProviderConnection | undefined;
  #work: Promise<void> = Promise.resolve();
  #isQueued = false;
  #retry: NodeJS.Timeout | undefined;
  #failure: string | undefined;

  constructor(options: ApplicationFileProviderOptions) {
    this.#options = options;
    this.#repository = options.host.repository.id;
    this.#logger = options.logger.child({ repository: this.#repository });
  }

  getProviderName(): string {
    return `gitops:${this.#repository}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { removals, schedule } = this.#options;
    removals.onConfirm(repository => {
      if (repository === this.#repository) {
        void this.look();
      }
    });
    await schedule.run({
      id: `${this.getProviderName()}:look`,
      fn: () => this.look(),
    });
  }

  /** Whether a change of these files, as the event of a merge tells them, is a reason to look. */
  concerns(merge: {
    repository: string;
    branch: string;
    files: string[];
  }): boolean {
    const { host, folder } = this.#options;
    const { id, base } = host.repository;
    return (
      merge.repository === id &&
      merge.branch === base &&
      // The forge may not have told the files.
      (merge.files.length === 0 ||
        merge.files.some(
          path => applicationFile(id, path, folder) !== undefined,
        ))
    );
  }

  /** Looks through the repository, after the look that is under way. It never rejects: a failure is logged and tried again. */
  look(): Promise<void> {
    if (!this.#isQueued) {
      this.#isQueued = true;
      this.#work = this.#work.then(async () => {
        this.#isQueued = false;
        clearTimeout(this.#retry);
        try {
          await this.#synchronise();
          this.#onSuccess();
        } catch (error) {
          this.#onFailure(toError(error));
        }
      });
    }
    return this.#work;
  }

  async #synchronise(): Promise<void> {
    const { cataloged, host, removals } = this.#options;
    const listing = await this.#list();
    const known = await cataloged.list(this.#repository);
    const found = new Set(listing.files.map(({ file }) => file.path));
    const gone = known.filter(path => !found.has(path));
    const isAdmitted = removals.admits({
      repository: this.#repository,
      paths: gone,
      of: known.length,
    });
    const entities = listing.files.map(({ file, version }) => ({
      entity: locationEntity(host, file, version),
      locationKey: this.getProviderName(),
    }));
    if (isAdmitted) {
      await this.#connection?.applyMutation({ type: 'full', entities });
    } else {
      await this.#connection?.applyMutation({
        type: 'delta',
        added: entities,
        removed: [],
      });
    }
    const added = found.size - (known.length - gone.length);
    if (added > 0 || (isAdmitted && gone.length > 0)) {
      this.#logger.info(
        `Repository ${this.#repository} at ${listing.sha.slice(
          0,
          8,
        )}: ${added} applications came to the catalog, ${
          isAdmitted ? gone.length : 0
        } went`,
      );
    }
  }

  /** All files, of one commit. */
  async #list(): Promise<Listing> {
    const { host, folder } = this.#options;
    const { base, title } = host.repository;
    const branch = await host.findBranch(base);
    if (!branch) {
      // A forge answers the same when the account may not see the repository any more.
      throw new Error(
        `${title} has no branch ${base}, or the account of the portal may not see it`,
      );
    }
    const tree = await host.listTree(folder, branch.sha);
    const files = tree
      .flatMap(({ path, version }) => {
        const file = applicationFile(this.#repository, path, folder);
        return file ? [{ file, version }] : [];
      })
      .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
    return { sha: branch.sha, files };
  }

  #onSuccess(): void {
    if (this.#failure !== undefined) {
      this.#logger.info(
        `Repository ${this.#repository} can be looked through again`,
      );
      this.#failure = undefined;
    }
  }

  #onFailure(error: Error): void {
    if (this.#failure !== error.message) {
      this.#logger.warn(
        `Repository ${
          this.#repository
        } could not be looked through for applications; the catalog keeps those it has, and it will be tried again`,
        error,
      );
      this.#failure = error.message;
    }
    this.#retry = setTimeout(
      () => this.look(),
      this.#options.retryMs ?? 10_000,
    );
    this.#retry.unref();
  }
}
