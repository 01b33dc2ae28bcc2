import { ErrorObject, ValidateFunction } from 'ajv';

/**
 * A place in an object and what is wrong there.
 *
 * @public
 */
export interface SchemaFault {
  /** e.g. `spec.template.spec.domain`; empty for the object itself. */
  field: string;
  message: string;
}

/**
 * A kind of a cluster's API.
 *
 * @public
 */
export interface ApiKind {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
}

/**
 * Checks objects of one kind by the schema that the cluster itself publishes; unknown fields are refused.
 *
 * @public
 */
export class SchemaValidator {
  readonly #validate: ValidateFunction;

  constructor(validate: ValidateFunction) {
    this.#validate = validate;
  }

  /** All faults of an object; none when it is valid. */
  validate(object: unknown): SchemaFault[] {
    this.#validate(object);
    return (this.#validate.errors ?? []).flatMap(faultOf);
  }
}

function faultOf(error: ErrorObject): SchemaFault[] {
  const field = error.instancePath.slice(1).replace(/\//g, '.');
  const within = (name: string) => (field ? `${field}.${name}` : name);
  switch (error.keyword) {
    case 'additionalProperties':
      return [
        {
          field: within(String(error.params.additionalProperty)),
          message: 'is a field that the cluster does not know',
        },
      ];
    case 'required':
      return [
        {
          field: within(String(error.params.missingProperty)),
          message: 'is missing',
        },
      ];
    case 'anyOf':
      return [{ field, message: 'must be a number or text' }];
    case 'type':
      // Parts of an anyOf, which speaks for them.
      return error.schemaPath.includes('/anyOf/')
        ? []
        : [{ field, message: error.message ?? 'has the wrong type' }];
    default:
      return [{ field, message: error.message ?? 'is not valid' }];
  }
}
