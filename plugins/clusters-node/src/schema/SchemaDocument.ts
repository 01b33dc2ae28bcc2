import Ajv from 'ajv';
import { z } from 'zod';
import { ApiKind, SchemaValidator } from './SchemaValidator';
import { strictSchema } from './strictSchema';

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
