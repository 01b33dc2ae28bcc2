import { z } from 'zod';
import { ClusterError } from '../client/ClusterError';

const metadataSchema = z.object({
  namespace: z.string().optional(),
  name: z.string().min(1),
  resourceVersion: z.string().min(1),
});

const objectSchema = z.object({ metadata: metadataSchema });

const bookmarkSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1) }),
});

const statusSchema = z.object({
  code: z.number().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  details: z
    .object({
      causes: z.array(
        z.object({
          reason: z.string().optional(),
          message: z.string().optional(),
        }),
      ),
    })
    .optional()
    .catch(undefined),
});

const eventSchema = z.object({ type: z.string(), object: z.unknown() });

/**
 * Which object and which state of it.
 */
export type ObjectIdentity = z.infer<typeof metadataSchema>;

/**
 * One line of a watch, understood.
 */
export type WatchEvent =
  | { type: 'bookmark'; identity: { resourceVersion: string } }
  | { type: 'set' | 'deleted'; identity: ObjectIdentity; object: unknown };

/**
 * Reads which object this is.
 *
 * @returns `undefined` when it has no name or version.
 */
export function identityOf(object: unknown): ObjectIdentity | undefined {
  const parsed = objectSchema.safeParse(object);
  return parsed.success ? parsed.data.metadata : undefined;
}

/**
 * Reads one line of a watch.
 *
 * @throws ClusterError for a line that is not a watch event, and for an event of type ERROR with its status.
 */
export function readWatchEvent(
  line: string,
  source: { cluster: string; request: string },
): WatchEvent {
  const bad = (detail: string) =>
    new ClusterError({ ...source, reason: 'BadAnswer', detail });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw bad('a watch event is not JSON');
  }
  const event = eventSchema.safeParse(value);
  if (!event.success) {
    throw bad('a line of the watch is not an event');
  }
  const { type, object } = event.data;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const identity = identityOf(object);
      if (!identity) {
        throw bad(`a watch event ${type} has an object without a name`);
      }
      return {
        type: type === 'DELETED' ? 'deleted' : 'set',
        identity,
        object,
      };
    }
    case 'BOOKMARK': {
      const bookmark = bookmarkSchema.safeParse(object);
      if (!bookmark.success) {
        throw bad('a bookmark of the watch has no version');
      }
      return { type: 'bookmark', identity: bookmark.data.metadata };
    }
    case 'ERROR': {
      const status = statusSchema.safeParse(object);
      throw new ClusterError({
        ...source,
        status: status.data?.code,
        reason: status.data?.reason,
        detail: status.data?.message ?? 'the watch ended with an error',
        causes: status.data?.details?.causes,
      });
    }
    default:
      throw bad(`a watch event has the unknown type ${type.slice(0, 40)}`);
  }
}
