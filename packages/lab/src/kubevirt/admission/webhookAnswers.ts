import { ApiError } from '../../kubernetes/KubernetesApi';

/** One fault that a webhook of KubeVirt found. */
export interface Cause {
  /** `FieldValueInvalid` unless told. */
  reason?: string;
  message: string;
  field: string;
}

/** As many faults as one answer tells. */
const MOST_CAUSES = 10;

function denied(webhook: string, message: string): string {
  return `admission webhook "${webhook}" denied the request: ${message}`;
}

/** 422: the object breaks rules. */
export function refusal(webhook: string, causes: Cause[]): ApiError {
  const told = causes.slice(0, MOST_CAUSES);
  return new ApiError(
    422,
    'Invalid',
    denied(webhook, told.map(({ message }) => message).join(', ')),
    {
      causes: told.map(({ reason = 'FieldValueInvalid', message, field }) => ({
        reason,
        message,
        field,
      })),
    },
  );
}

/** 422: the object does not fit its schema. Such causes name no field. */
export function schemaRefusal(webhook: string, messages: string[]): ApiError {
  return new ApiError(422, 'Invalid', denied(webhook, messages.join(', ')), {
    causes: messages.map(message => ({ message })),
  });
}

/** 400 without a reason: the object cannot even be read. */
export function unreadable(webhook: string, message: string): ApiError {
  return new ApiError(400, undefined, denied(webhook, message));
}
