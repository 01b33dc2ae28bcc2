import type { ServerResponse } from 'node:http';
import { ApiError } from '../../kubernetes/KubernetesApi';

type Kind = 'virtualmachine' | 'virtualmachineinstance';

/** 404 as KubeVirt words it: with the kind in the singular. */
export function missing(kind: Kind, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${kind}.kubevirt.io "${name}" not found`,
    { name, group: 'kubevirt.io', kind },
  );
}

/** 409 as KubeVirt words it. */
export function refused(kind: Kind, name: string, why: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${kind}.kubevirt.io "${name}": ${why}`,
    { name, group: 'kubevirt.io', kind },
  );
}

/** 400 with a reason. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 500 as KubeVirt wraps what it did not expect. */
export function internal(message: string): ApiError {
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { causes: [{ message }] },
  );
}

/** An answer that is a text and no object. */
export class PlainAnswer extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
    this.name = 'PlainAnswer';
  }
}

/** JSON, indented by one space as virt-api does. */
export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
): void {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body, undefined, 1));
}

/** An error as the caller sees it. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof PlainAnswer) {
    response.writeHead(error.code, {
      'Content-Type': 'text/plain; charset=utf-8',
    });
    response.end(error.message);
    return;
  }
  const { status } =
    error instanceof ApiError
      ? error
      : internal(error instanceof Error ? error.message : String(error));
  sendJson(response, status.code, status);
}
