import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { z } from 'zod';
import { strictSchema } from './strictSchema';

/** A place in an object and what is wrong there. */
export interface SchemaFault {
  /** e.g. `spec.template.spec.domain`; empty for the object itself. */
  field: string;
  message: string;
}

const documentSchema = z.object({
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const kindsSchema = z.object({
  'x-kubernetes-group-version-kind': z
    .array(
      z.object({ group: z.string(), version: z.string(), kind: z.string() }),
    )
    .optional(),
});

/** Checks objects of one kind by the schema that the cluster itself publishes. */
export class SchemaValidator {
  readonly #validate: ValidateFunction;

  private constructor(validate: ValidateFunction) {
    this.#validate = validate;
  }

  /**
   * Takes the schema of a kind from an OpenAPI v3 document of Kubernetes.
   *
   * @throws Error when the document does not know the kind
   */
  static create(
    document: unknown,
    kind: { group: string; version: string; kind: string },
  ): SchemaValidator {
    const { schemas } = documentSchema.parse(document).components;
    const name = Object.keys(schemas).find(key =>
      kindsSchema
        .safeParse(schemas[key])
        .data?.['x-kubernetes-group-version-kind']?.some(
          one =>
            one.group === kind.group &&
            one.version === kind.version &&
            one.kind === kind.kind,
        ),
    );
    if (name === undefined) {
      throw new Error(
        `the OpenAPI document has no ${kind.kind} of ${kind.group}/${kind.version}`,
      );
    }
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      validateFormats: false,
      unicodeRegExp: false,
    });
    ajv.addSchema({
      $id: 'cluster',
      components: {
        schemas: Object.fromEntries(
          Object.entries(schemas).map(([key, schema]) => [
            key,
            strictSchema(schema),
          ]),
        ),
      },
    });
    return new SchemaValidator(
      ajv.compile({ $ref: `cluster#/components/schemas/${name}` }),
    );
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
