import {
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  CatalogProcessorParser,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  ChangeRequestHost,
  ChangeRequestHosts,
} from '@naru/plugin-gitops-node';
import {
  ApplicationFile,
  LOCATION_TYPE,
  parseLocationTarget,
} from './ApplicationFile';
import { AllowedClaims, claimFaults } from './entityClaims';

/**
 * Reads the catalog-info.yaml of an application with the account of `gitops.repositories`, and passes on its entities when all of them are well.
 *
 * @remarks
 *
 * A fault anywhere in the file becomes an error of its Location. The catalog then keeps the entities that it has, and shows the error on their
 * pages.
 */
export class ApplicationFileProcessor implements CatalogProcessor {
  readonly #hosts: ChangeRequestHosts;
  readonly #folder: string;
  readonly #allowed: AllowedClaims;

  constructor(options: {
    hosts: ChangeRequestHosts;
    folder: string;
    allowed: AllowedClaims;
  }) {
    this.#hosts = options.hosts;
    this.#folder = options.folder;
    this.#allowed = options.allowed;
  }

  getProcessorName(): string {
    return 'naru-gitops-application-file';
  }

  async readLocation(
    location: LocationSpec,
    _optional: boolean,
    emit: CatalogProcessorEmit,
    parser: CatalogProcessorParser,
  ): Promise<boolean> {
    if (location.type !== LOCATION_TYPE) {
      return false;
    }
    const file = parseLocationTarget(location.target, this.#folder);
    if (!file) {
      emit(
        processingResult.inputError(
          location,
          `${location.target} is not the file of an application in ${
            this.#folder
          }/`,
        ),
      );
      return true;
    }
    try {
      await this.#read(file, location, emit, parser);
    } catch (error) {
      emit(processingResult.generalError(location, toError(error).message));
    }
    return true;
  }

  async #read(
    file: ApplicationFile,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
    parser: CatalogProcessorParser,
  ): Promise<void> {
    const host = this.#hosts.get(file.repository);
    const { base, title } = host.repository;
    const found = await host.readFile(file.path, base);
    if (!found) {
      emit(
        processingResult.notFoundError(
          location,
          `${file.path} is not in ${title} on ${base}`,
        ),
      );
      return;
    }
    const url = {
      type: 'url',
      target: host.fileUrl(file.path, base),
    };
    const data = Buffer.from(found.content);
    for await (const result of parser({ data, location: url })) {
      if (result.type !== 'entity') {
        emit(result);
        continue;
      }
      const faults = this.#faultsOf(result.entity, file);
      for (const fault of faults) {
        emit(processingResult.inputError(location, fault));
      }
      if (faults.length === 0) {
        emit(
          processingResult.entity(url, annotated(result.entity, host, file)),
        );
      }
    }
  }

  #faultsOf(entity: Entity, file: ApplicationFile): string[] {
    if (typeof entity?.kind !== 'string' || !entity.metadata?.name) {
      return [`${file.path}: a document has no kind or no metadata.name`];
    }
    return claimFaults(entity, file, this.#allowed).map(
      fault => `${file.path}, ${entity.kind} ${entity.metadata.name}: ${fault}`,
    );
  }
}

/** Links that hold without `integrations` too; an edit link comes from there. */
function annotated(
  entity: Entity,
  host: ChangeRequestHost,
  file: ApplicationFile,
): Entity {
  const { base } = host.repository;
  const url = host.fileUrl(file.path, base);
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        [ANNOTATION_VIEW_URL]: url,
        [ANNOTATION_SOURCE_LOCATION]: `url:${url.slice(
          0,
          url.lastIndexOf('/') + 1,
        )}`,
        ...entity.metadata.annotations,
      },
    },
  };
}
