import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { resolve } from 'node:path';
import { LocalRunbookSource } from '../source/LocalRunbookSource';
import { readRunbooksConfig } from '../source/readRunbooksConfig';
import { UrlRunbookSource } from '../source/UrlRunbookSource';
import { DefaultRunbooks } from './DefaultRunbooks';
import type { Runbooks } from './Runbooks';

/**
 * The runbooks of `runbooks.sources`: one index in the whole process, however many plugins ask it. The first plugin that
 * asks lends its URL reader and its scheduler.
 *
 * @public
 */
export const runbooksServiceRef = createServiceRef<Runbooks>({
  id: 'runbooks.runbooks',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
      },
      createRootContext({ config }) {
        return {
          config: readRunbooksConfig(config),
          runbooks: undefined as Promise<Runbooks> | undefined,
        };
      },
      factory({ logger, reader, scheduler }, shared) {
        shared.runbooks ??= start();
        return shared.runbooks;

        async function start(): Promise<Runbooks> {
          const { sources, frequency, timeout } = shared.config;
          const runbooks = new DefaultRunbooks({
            logger: logger.child({ service: 'runbooks' }),
            timeoutMs: durationToMilliseconds(timeout),
            sources: sources.map(source =>
              'url' in source
                ? new UrlRunbookSource(source, { url: source.url, reader })
                : // As targets of the catalog are: from where the backend was started.
                  new LocalRunbookSource(source, resolve(source.path)),
            ),
          });
          void runbooks.refresh();
          await scheduler.scheduleTask({
            id: 'read-runbooks',
            scope: 'local',
            frequency,
            initialDelay: frequency,
            timeout: {
              milliseconds: 2 * durationToMilliseconds(timeout),
            },
            fn: () => runbooks.refresh(),
          });
          return runbooks;
        }
      },
    }),
});
