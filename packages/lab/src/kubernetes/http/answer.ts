import type { ServerResponse } from 'node:http';
import { ApiError, type Status } from '../KubernetesApi';

/** Answers with JSON. */
export function answerJson(
  response: ServerResponse,
  code: number,
  body: unknown,
): void {
  answerText(response, code, JSON.stringify(body), 'application/json');
}

/** Answers with a text of a type. */
export function answerText(
  response: ServerResponse,
  code: number,
  text: string | Buffer,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(code, {
    'Cache-Control': 'no-cache, private',
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Answers with the Status of an error; one that is none of the API's own is a 500. */
export function answerError(response: ServerResponse, error: unknown): void {
  const status = statusOf(error);
  if (status.details?.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', status.details.retryAfterSeconds);
  }
  answerJson(response, status.code, status);
}

/** Status of whatever was thrown. */
export function statusOf(error: unknown): Status {
  if (error instanceof ApiError) return error.status;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { causes: [{ message }] },
  ).status;
}

/** Sets the `Warning` headers of a write. */
export function setWarnings(
  response: ServerResponse,
  warnings: readonly string[],
): void {
  if (warnings.length === 0) return;
  response.setHeader(
    'Warning',
    [...new Set(warnings)].map(
      text => `299 - "${text.replace(/[\\"]/g, '\\$&').replace(/\s/g, ' ')}"`,
    ),
  );
}
