import { tmpdir } from 'node:os';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DirectoryPreparer,
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  UrlPreparer,
} from '@backstage/plugin-techdocs-node';
import { Builder } from './build/Builder';
import { MkdocsProcess } from './build/MkdocsProcess';
import { MkdocsProgram } from './build/MkdocsProgram';
import { removeLeftovers } from './build/removeLeftovers';
import { SiteGenerator } from './build/SiteGenerator';
import { SourcePreparer } from './build/SourcePreparer';
import { readMarkdownConfig } from './readMarkdownConfig';
import { warm } from './warm';

/** Builds documentation with MkDocs where it is installed, and without it where it is not. */
export const techdocsModuleMarkdown = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        generator: techdocsGeneratorExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({
        auth,
        config,
        discovery,
        generator,
        lifecycle,
        logger,
        preparers,
        reader,
      }) {
        const { use, warm: entities } = readMarkdownConfig(config);
        const builder = new Builder(use, new MkdocsProgram());
        const ending = new AbortController();
        lifecycle.addShutdownHook(() => ending.abort());
        generator.setTechdocsGenerator(
          new SiteGenerator({
            builder,
            config,
            logger,
            process: new MkdocsProcess({ signal: ending.signal }),
          }),
        );
        const workingDirectory = config.getOptionalString(
          'backend.workingDirectory',
        );
        const stock = {
          dir: DirectoryPreparer.fromConfig(config, { logger, reader }),
          url: UrlPreparer.fromConfig({ logger, reader }),
        };
        for (const protocol of ['dir', 'url'] as const) {
          preparers.registerPreparer(
            protocol,
            new SourcePreparer({
              stock: stock[protocol],
              builder,
              workingDirectory,
            }),
          );
        }
        if (config.getOptionalString('techdocs.builder') === 'external') return;
        await removeLeftovers(workingDirectory ?? tmpdir());
        lifecycle.addStartupHook(async () => {
          if (use === 'auto' && !(await builder.usesMkdocs())) {
            logger.info(
              'mkdocs does not answer: documentation is built without it until it does',
            );
          }
          warm({
            entities,
            builder,
            auth,
            discovery,
            logger,
            signal: ending.signal,
          }).catch(error => logger.warn(`Building ahead ended: ${error}`));
        });
      },
    });
  },
});
