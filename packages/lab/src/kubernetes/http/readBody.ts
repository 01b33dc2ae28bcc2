import type { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, type PatchType } from '../KubernetesApi';
import { badRequest } from '../pipeline/apiErrors';
import { PROTOBUF, readProtobufObject } from '../wire/protobufObject';

const LIMIT = 3 * 1024 * 1024;

const PATCH_TYPES: Record<string, PatchType> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** @throws ApiError 413 when the body is larger than the API server takes */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > LIMIT) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${LIMIT}`,
        {},
      );
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0].trim().toLowerCase();
}

/** @throws ApiError 415 for another type than JSON or YAML, 400 when it cannot be read */
export function parseBody(
  body: Buffer,
  contentType: string | undefined,
): unknown {
  const type = mediaType(contentType);
  const text = body.toString('utf8');
  if (type === '' || type === 'application/json') return parseJson(text);
  if (type === 'application/yaml') return parseYaml(text);
  if (type === PROTOBUF) return parseProtobuf(body);
  throw unsupported(`application/json, application/yaml, ${PROTOBUF}`);
}

/** @throws ApiError 415 when it is no patch type of Kubernetes */
export function patchType(contentType: string | undefined): PatchType {
  const type = PATCH_TYPES[mediaType(contentType)];
  if (type) return type;
  throw new ApiError(
    415,
    'UnsupportedMediaType',
    '415: Unsupported Media Type',
    {},
  );
}

/** Reads the body of a patch of a known type. */
export function parsePatch(body: Buffer, type: PatchType): unknown {
  const text = body.toString('utf8');
  return type === 'apply' ? parseYaml(text) : parseJson(text);
}

function unsupported(types: string): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${types}`,
    {},
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function parseYaml(text: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function parseProtobuf(body: Buffer): unknown {
  let object: unknown;
  try {
    object = readProtobufObject(body);
  } catch (error) {
    throw badRequest(
      `error decoding protobuf: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
  // A kind of no built-in group has no binary form.
  if (object === undefined) throw unsupported('application/json');
  return object;
}
