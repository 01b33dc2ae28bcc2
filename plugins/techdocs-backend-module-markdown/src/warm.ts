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
  /** Pause between two looks for what MkDocs would build better. */
  improvementMs?: number;
}

const attempts = 60;
/** TechDocs looks at the sources of an entity at most once a minute. */
const betweenImprovementsMs = 30_000;

/**
 * Builds documentation before somebody asks for it, through TechDocs' own route; then lets MkDocs replace, one after the
 * other, what was built without it. Ends with the signal.
 */
export async function warm(options: WarmOptions): Promise<void> {
  const {
    entities,
    builder,
    signal,
    improvementMs = betweenImprovementsMs,
  } = options;
  await Promise.all(entities.map(entity => warmOne(entity, options)));
  while (!signal.aborted) {
    await pause(improvementMs, signal);
    for (const ref of await builder.improvable()) {
      if (signal.aborted) return;
      const [kind = '', namespace = '', name = ''] = ref.split(/[:/]/);
      builder.improve(ref);
      await warmOne({ kind, namespace, name }, { ...options, quiet: true });
    }
  }
}

async function warmOne(
  { kind, namespace, name }: EntityName,
  {
    auth,
    discovery,
    logger,
    signal,
    pauseMs = 3_000,
    quiet = false,
  }: WarmOptions & { quiet?: boolean },
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
          if (!quiet) logger.info(`The documentation of ${ref} is built`);
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
