import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { z } from 'zod';
import { strictSchema } from './strictSchema';

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

  /**
   * Takes the schema of a kind from an OpenAPI v3 document of Kubernetes.
   *
   * @throws Error when the document does not know the kind
   */
  static create(document: unknown, kind: ApiKind): SchemaValidator {
    const validator = new SchemaDocument(document).validator(kind);
    if (!validator) {
      throw new Error(
        `the OpenAPI document has no ${kind.kind} of ${kind.group}/${kind.version}`,
      );
    }
    return validator;
  }

  /** All faults of an object; none when it is valid. */
  validate(object: unknown): SchemaFault[] {
    this.#validate(object);
    return (this.#validate.errors ?? []).flatMap(faultOf);
  }
}

/** An OpenAPI v3 document of Kubernetes: the kinds of one group and version. */
export class SchemaDocument {
  readonly #names = new Map<string, string>();
  readonly #validators = new Map<string, SchemaValidator>();
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  });

  /** @throws ZodError when it is none */
  constructor(document: unknown) {
    const { schemas } = documentSchema.parse(document).components;
    for (const [name, schema] of Object.entries(schemas)) {
      const kinds =
        kindsSchema.safeParse(schema).data?.['x-kubernetes-group-version-kind'];
      for (const kind of kinds ?? []) {
        this.#names.set(keyOf(kind), name);
      }
    }
    this.#ajv.addSchema({
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
  }

  /** `undefined` when the document does not know the kind. */
  validator(kind: ApiKind): SchemaValidator | undefined {
    const key = keyOf(kind);
    const name = this.#names.get(key);
    if (name === undefined) {
      return undefined;
    }
    const known = this.#validators.get(key);
    if (known) {
      return known;
    }
    const validator = new SchemaValidator(
      this.#ajv.compile({ $ref: `cluster#/components/schemas/${name}` }),
    );
    this.#validators.set(key, validator);
    return validator;
  }
}

function keyOf({ group, version, kind }: ApiKind): string {
  return JSON.stringify([group, version, kind]);
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
