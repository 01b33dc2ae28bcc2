import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type {
  ApiError,
  DeleteOptions,
  Requester,
  WriteOptions,
} from '../KubernetesApi';
import { badRequest, invalid } from '../pipeline/apiErrors';
import type { FieldCause } from '../schema/validation';
import { isTrue } from './RequestInfo';

/** 422 for an option that is missing or none that Kubernetes knows. */
export function optionsFault(kind: string, cause: FieldCause): ApiError {
  return invalid(
    { kind, id: { group: 'meta.k8s.io', version: 'v1', plural: '' } },
    '',
    [cause],
  );
}

function unsupportedValue(
  kind: string,
  field: string,
  value: unknown,
  supported: readonly string[],
): ApiError {
  const list = supported.map(item => JSON.stringify(item)).join(', ');
  return optionsFault(kind, {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${list}`,
    field,
  });
}

/** Reads the options of a write from address and headers. */
export function readWriteOptions(
  request: IncomingMessage,
  query: URLSearchParams,
  as: Requester,
): WriteOptions {
  const dryRun = query.getAll('dryRun');
  if (dryRun.some(value => value !== 'All')) {
    throw unsupportedValue('CreateOptions', 'dryRun', dryRun, ['All']);
  }
  const validation = query.get('fieldValidation') ?? 'Warn';
  if (
    validation !== 'Ignore' &&
    validation !== 'Warn' &&
    validation !== 'Strict'
  ) {
    throw unsupportedValue('CreateOptions', 'fieldValidation', validation, [
      'Ignore',
      'Strict',
      'Warn',
    ]);
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
  propagationPolicy: z.string().nullish(),
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
 * @throws ApiError 400 or 422 when one of them is none that Kubernetes knows
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
    const [issue] = parsed.error.issues;
    throw badRequest(
      `DeleteOptions cannot be read: ${issue.path.join('.')}: ${issue.message}`,
    );
  }
  const options = parsed.data;
  const write = readWriteOptions(request, query, as);
  return {
    ...write,
    dryRun: write.dryRun || (options.dryRun ?? []).length > 0,
    propagationPolicy: policyOf(
      options.propagationPolicy ??
        (options.orphanDependents ? 'Orphan' : undefined),
    ),
    gracePeriodSeconds: options.gracePeriodSeconds ?? undefined,
    preconditions: options.preconditions ?? undefined,
  };
}

function policyOf(
  value: string | undefined,
): DeleteOptions['propagationPolicy'] {
  if (
    value === undefined ||
    value === 'Foreground' ||
    value === 'Background' ||
    value === 'Orphan'
  ) {
    return value;
  }
  throw unsupportedValue('DeleteOptions', 'propagationPolicy', value, [
    'Foreground',
    'Background',
    'Orphan',
    'nil',
  ]);
}
