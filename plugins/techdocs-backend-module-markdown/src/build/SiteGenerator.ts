import { type Config, ConfigReader } from '@backstage/config';
import { ForwardedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  type GeneratorRunOptions,
  TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { buildSite } from '../site/buildSite';
import type { Builder } from './Builder';
import { completeMkdocsFile } from './completeMkdocsFile';
import { guardMkdocsFile } from './guardMkdocsFile';
import { keepInside } from './keepInside';
import { MkdocsProcess } from './MkdocsProcess';

/** Options of {@link SiteGenerator}. */
export interface SiteGeneratorOptions {
  builder: Builder;
  config: Config;
  logger: LoggerService;
  /** How MkDocs is run with `runIn: local`. */
  process?: MkdocsProcess;
}

/**
 * The settings with MkDocs run by {@link MkdocsProcess} where the stock generator would run it: it knows no time-out, and
 * would hand over the backend's whole environment.
 */
function withProcess(config: Config): { config: Config; isLocal: boolean } {
  const runIn =
    config.getOptionalString('techdocs.generators.techdocs') ??
    config.getOptionalString('techdocs.generator.runIn');
  if (runIn !== 'local') return { config, isLocal: false };
  const techdocs = config.getOptional<{ generator?: object }>('techdocs');
  return {
    config: new ConfigReader({
      techdocs: {
        ...techdocs,
        generators: undefined,
        generator: { ...techdocs?.generator, runIn: 'docker' },
      },
    }),
    isLocal: true,
  };
}

/**
 * Builds documentation: with the stock generator and MkDocs where MkDocs answers, else without it. Either way the pages
 * load nothing from another host.
 */
export class SiteGenerator extends TechdocsGenerator {
  readonly #builder: Builder;

  constructor({ builder, config, logger, process }: SiteGeneratorOptions) {
    const runs = withProcess(config);
    super({
      config: runs.config,
      logger,
      containerRunner: runs.isLocal
        ? process ?? new MkdocsProcess()
        : undefined,
      scmIntegrations: ScmIntegrations.fromConfig(config),
    });
    this.#builder = builder;
  }

  override async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, etag, logger, siteOptions } = options;
    const mkdocs = etag
      ? this.#builder.isMkdocs(etag)
      : await this.#builder.usesMkdocs();
    if (mkdocs) {
      try {
        const file = await completeMkdocsFile(inputDir, siteOptions?.name);
        await guardMkdocsFile(inputDir, file);
        await super.run(options);
        await keepInside(outputDir);
      } catch (error) {
        if (etag) this.#builder.fails(etag);
        throw error;
      }
      return;
    }
    const began = Date.now();
    try {
      const { pages, warnings } = await buildSite({
        inputDir,
        outputDir,
        etag,
        name: siteOptions?.name,
      });
      for (const warning of warnings.slice(0, 20)) logger.warn(warning);
      logger.info(
        `Built ${pages} pages in ${Date.now() - began} ms without MkDocs`,
      );
    } catch (error) {
      throw new ForwardedError('Building without MkDocs failed', error);
    }
  }
}
