import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Builder } from './build/Builder';
import type { EntityName } from './readMarkdownConfig';

/** Options of {@link warm}. */
export interface WarmOptions {
  entities: EntityName[];
  builder: Builder;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  signal: AbortSignal;
  /** Pause between two attempts; the catalog may not have read the entity yet. */
  pauseMs?: number;
}

const attempts = 60;
/** TechDocs looks at the sources of an entity at most once a minute. */
const betweenBuildsMs = 65_000;

/**
 * Builds documentation before somebody asks for it, through TechDocs' own route; once more when MkDocs turns up after
 * it was built without.
 */
export async function warm(options: WarmOptions): Promise<void> {
  const { entities, builder, signal } = options;
  const mayImprove = await builder.mayImprove();
  await Promise.all(entities.map(entity => warmOne(entity, options)));
  if (!mayImprove) return;
  await pause(betweenBuildsMs, signal);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (signal.aborted) return;
    if (!(await builder.mayImprove())) {
      await Promise.all(entities.map(entity => warmOne(entity, options)));
      return;
    }
    await pause(betweenBuildsMs / 4, signal);
  }
}

async function warmOne(
  { kind, namespace, name }: EntityName,
  { auth, discovery, logger, signal, pauseMs = 3_000 }: WarmOptions,
): Promise<void> {
  const ref = `${kind}:${namespace}/${name}`.toLowerCase();
  let reason = 'it is not in the catalog';
  for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
    try {
      const base = await discovery.getBaseUrl('techdocs');
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'techdocs',
      });
      const answer = await fetch(
        `${base}/sync/${namespace}/${kind}/${name}`.toLowerCase(),
        {
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.any([signal, AbortSignal.timeout(300_000)]),
        },
      );
      const events = await answer.text();
      if (answer.ok) {
        if (/^event: finish$/m.test(events)) {
          logger.info(`The documentation of ${ref} is built`);
        } else {
          logger.warn(
            `The documentation of ${ref} could not be built: ${
              /^event: error\ndata: (.*)$/m.exec(events)?.[1] ??
              'no reason given'
            }`,
          );
        }
        return;
      }
      if (answer.status !== 404) reason = `TechDocs answers ${answer.status}`;
    } catch (error) {
      reason = (error as Error).message;
    }
    await pause(pauseMs, signal);
  }
  if (!signal.aborted) {
    logger.warn(`The documentation of ${ref} was not built ahead: ${reason}`);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
