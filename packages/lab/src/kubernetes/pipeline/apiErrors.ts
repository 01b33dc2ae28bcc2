import { ApiError } from '../KubernetesApi';
import {
  apiVersionOf,
  type ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { FieldCause } from '../schema/validation';

function details(definition: ResourceDefinition, name: string) {
  return {
    name,
    ...(definition.id.group !== '' && { group: definition.id.group }),
    kind: definition.id.plural,
  };
}

/** 404 for one object. */
export function notFound(
  definition: ResourceDefinition,
  name: string,
): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${definition.qualifiedName} "${name}" not found`,
    details(definition, name),
  );
}

/** 409 on create. */
export function alreadyExists(
  definition: ResourceDefinition,
  name: string,
): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${definition.qualifiedName} "${name}" already exists`,
    details(definition, name),
  );
}

/** 409 on a write with an old resourceVersion or an unmet precondition. */
export function conflict(
  definition: ResourceDefinition,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${definition.qualifiedName} "${name}": ${why}`,
    details(definition, name),
  );
}

/** 422 with one cause a fault. */
export function invalid(
  definition: Pick<ResourceDefinition, 'kind' | 'id'>,
  name: string,
  causes: readonly FieldCause[],
): ApiError {
  const { group } = definition.id;
  const kind = group === '' ? definition.kind : `${definition.kind}.${group}`;
  const texts = [
    ...new Set(causes.map(cause => `${cause.field}: ${cause.message}`)),
  ];
  const faults = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new ApiError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${faults}`,
    {
      ...(name !== '' && { name }),
      ...(group !== '' && { group }),
      kind: definition.kind,
      causes: causes.map(({ reason, message, field }) => ({
        reason,
        message,
        field,
      })),
    },
  );
}

/** 400 with a plain sentence. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 405. */
export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** 501 for what the lab knows but does not play. */
export function notImplemented(what: string): ApiError {
  return new ApiError(501, 'NotImplemented', `the lab does not serve ${what}`);
}

/** 400 in the words of the decoder. */
export function cannotDecode(
  definition: ResourceDefinition,
  why: string,
): ApiError {
  return badRequest(
    `${definition.kind} in version "${definition.id.version}" cannot be handled as a ${definition.kind}: ${why}`,
  );
}

/** The version that a definition speaks. */
export function versionOf(definition: ResourceDefinition): string {
  return apiVersionOf(definition.id);
}
