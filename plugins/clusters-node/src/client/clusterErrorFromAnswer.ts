import { z } from 'zod';
import { ClusterError, ClusterErrorCause } from './ClusterError';

const causeSchema = z.object({
  reason: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  field: z.string().optional().catch(undefined),
});

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  code: z.number().int().optional().catch(undefined),
  details: z
    .object({
      causes: z.array(causeSchema).optional().catch(undefined),
      retryAfterSeconds: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const MAX_DETAIL_LENGTH = 2000;

const DEFAULT_DETAIL: Record<number, string> = {
  401: 'the token is missing, wrong or expired',
  403: 'the service account may not do this',
  404: 'not found',
  406: 'not available in the asked format',
  429: 'too many requests',
};

/**
 * Reads an answer that is not a success: a Kubernetes `Status`, or plain text such as KubeVirt's virt-api gives at times.
 *
 * @param options - `body` is the decoded body, `status` the HTTP status, `retryAfter` the header of that name.
 */
export function clusterErrorFromAnswer(options: {
  cluster: string;
  request: string;
  status: number;
  body: string;
  retryAfter?: string;
}): ClusterError {
  const { cluster, request, status, body } = options;
  const parsed = statusSchema.safeParse(parseJson(body));
  const statusBody = parsed.success ? parsed.data : undefined;
  const detail =
    statusBody?.message ??
    (statusBody ? undefined : plainText(body)) ??
    DEFAULT_DETAIL[status] ??
    'no explanation given';
  const causes: ClusterErrorCause[] = statusBody?.details?.causes ?? [];
  const retryAfterSeconds =
    secondsOf(options.retryAfter) ?? statusBody?.details?.retryAfterSeconds;
  return new ClusterError({
    cluster,
    request,
    status: statusBody?.code ?? status,
    reason: statusBody?.reason,
    detail: detail.slice(0, MAX_DETAIL_LENGTH),
    causes,
    retryAfterMs:
      retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A proxy's HTML page explains nothing to a person who reads one line. */
function plainText(body: string): string | undefined {
  const text = body.trim();
  return text === '' || text.startsWith('<') ? undefined : text;
}

function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) {
    return undefined;
  }
  return Number(header);
}
