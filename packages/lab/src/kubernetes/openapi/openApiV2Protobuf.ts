import { ProtobufWriter } from '../wire/protobufWriter';
import type { DocumentV2, OperationV2, SchemaV2 } from './openApiV2';

/** Media type under which kubectl asks for the OpenAPI v2 document. */
export const OPENAPI_V2_PROTOBUF =
  'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

const message = () => new ProtobufWriter();

/** The document in gnostic's binary form; field numbers are those of gnostic's OpenAPIv2.proto. */
export function encodeOpenApiV2(document: DocumentV2): Buffer {
  return message()
    .text(1, document.swagger)
    .message(
      2,
      message().text(1, document.info.title).text(2, document.info.version),
    )
    .message(
      8,
      message().messages(
        2,
        Object.entries(document.paths).map(([path, { patch }]) =>
          named(path, message().message(8, operation(patch))),
        ),
      ),
    )
    .message(9, namedSchemas(document.definitions))
    .finish();
}

function named(name: string, value: ProtobufWriter): ProtobufWriter {
  return message().text(1, name).message(2, value);
}

function namedSchemas(schemas: Record<string, SchemaV2>): ProtobufWriter {
  return message().messages(
    1,
    Object.entries(schemas).map(([name, value]) => named(name, schema(value))),
  );
}

// gnostic keeps extensions as YAML text; JSON is YAML.
function extensions(
  owner: ProtobufWriter,
  field: number,
  values: object,
): ProtobufWriter {
  for (const [name, value] of Object.entries(values)) {
    if (!name.startsWith('x-') || value === undefined) continue;
    owner.message(
      field,
      named(name, message().text(2, `${JSON.stringify(value)}\n`)),
    );
  }
  return owner;
}

function schema(value: SchemaV2): ProtobufWriter {
  const writer = message()
    .text(1, value.$ref)
    .text(2, value.format)
    .texts(19, value.required);
  if (value.additionalProperties) {
    writer.message(
      21,
      message().message(1, schema(value.additionalProperties)),
    );
  }
  if (value.type) writer.message(22, message().texts(1, [value.type]));
  if (value.items)
    writer.message(23, message().message(1, schema(value.items)));
  if (value.properties) writer.message(25, namedSchemas(value.properties));
  return extensions(writer, 31, value);
}

function operation(value: OperationV2): ProtobufWriter {
  const writer = message()
    .texts(6, value.produces)
    .texts(7, value.consumes)
    .messages(
      8,
      value.parameters.map(parameter => {
        const query = message()
          .text(2, parameter.in)
          .text(4, parameter.name)
          .text(6, parameter.type)
          .flag(20, parameter.uniqueItems);
        // ParametersItem → Parameter → NonBodyParameter → QueryParameterSubSchema.
        return message().message(
          1,
          message().message(2, message().message(3, query)),
        );
      }),
    )
    .message(
      9,
      message().messages(
        1,
        Object.entries(value.responses).map(([code, { description }]) =>
          named(code, message().message(1, message().text(1, description))),
        ),
      ),
    );
  return extensions(writer, 13, value);
}
