import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { DeleteOptions, Requester, WriteOptions } from '../KubernetesApi';
import { invalid } from '../pipeline/apiErrors';
import { isTrue } from './RequestInfo';

function optionsFault(kind: string, field: string, message: string) {
  return invalid(
    { kind, id: { group: 'meta.k8s.io', version: 'v1', plural: '' } },
    '',
    [{ reason: 'FieldValueNotSupported', field, message }],
  );
}

/** Reads the options of a write from address and headers. */
export function readWriteOptions(
  request: IncomingMessage,
  query: URLSearchParams,
  as: Requester,
): WriteOptions {
  const dryRun = query.getAll('dryRun');
  if (dryRun.some(value => value !== 'All')) {
    throw optionsFault(
      'CreateOptions',
      'dryRun',
      `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`,
    );
  }
  const validation = query.get('fieldValidation') ?? 'Warn';
  if (
    validation !== 'Ignore' &&
    validation !== 'Warn' &&
    validation !== 'Strict'
  ) {
    throw optionsFault(
      'CreateOptions',
      'fieldValidation',
      `Unsupported value: ${JSON.stringify(
        validation,
      )}: supported values: "Ignore", "Strict", "Warn"`,
    );
  }
  return {
    as,
    dryRun: dryRun.length > 0,
    fieldValidation: validation,
    fieldManager: query.get('fieldManager') ?? userAgentName(request),
    force: isTrue(query.get('force')),
    warnings: [],
  };
}

function userAgentName(request: IncomingMessage): string {
  const agent = request.headers['user-agent'] ?? 'unknown';
  return agent.split('/')[0].slice(0, 128);
}

const deleteOptions = z.object({
  propagationPolicy: z.enum(['Foreground', 'Background', 'Orphan']).nullish(),
  gracePeriodSeconds: z.number().int().nullish(),
  orphanDependents: z.boolean().nullish(),
  dryRun: z.array(z.literal('All')).nullish(),
  preconditions: z
    .object({
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
    })
    .nullish(),
});

/**
 * Reads the options of a delete: the body's, else the address's.
 *
 * @throws ApiError 422 when one of them is none that Kubernetes knows
 */
export function readDeleteOptions(
  request: IncomingMessage,
  query: URLSearchParams,
  as: Requester,
  body: unknown,
): DeleteOptions {
  const grace = query.get('gracePeriodSeconds');
  const orphan = query.get('orphanDependents');
  const parsed = deleteOptions.safeParse({
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    gracePeriodSeconds: grace === null ? undefined : Number(grace),
    orphanDependents: orphan === null ? undefined : isTrue(orphan),
    ...(typeof body === 'object' ? body : {}),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw optionsFault('DeleteOptions', issue.path.join('.'), issue.message);
  }
  const options = parsed.data;
  const write = readWriteOptions(request, query, as);
  return {
    ...write,
    dryRun: write.dryRun || (options.dryRun ?? []).length > 0,
    propagationPolicy:
      options.propagationPolicy ??
      (options.orphanDependents ? 'Orphan' : undefined),
    gracePeriodSeconds: options.gracePeriodSeconds ?? undefined,
    preconditions: options.preconditions ?? undefined,
  };
}
