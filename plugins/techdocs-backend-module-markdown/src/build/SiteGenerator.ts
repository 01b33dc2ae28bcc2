import type { Config } from '@backstage/config';
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
import { keepInside } from './keepInside';

/** Options of {@link SiteGenerator}. */
export interface SiteGeneratorOptions {
  builder: Builder;
  config: Config;
  logger: LoggerService;
}

/**
 * Builds documentation: with the stock generator and MkDocs where MkDocs answers, else without it. Either way the pages
 * load nothing from another host.
 */
export class SiteGenerator extends TechdocsGenerator {
  readonly #builder: Builder;

  constructor({ builder, config, logger }: SiteGeneratorOptions) {
    super({
      config,
      logger,
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
      await completeMkdocsFile(inputDir, siteOptions?.name);
      await super.run(options);
      await keepInside(outputDir);
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
