import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { ComponentType } from 'react';

type Props = FieldExtensionComponentProps<unknown>;

const FIELDS = {
  array: 'ArrayField',
  boolean: 'BooleanField',
  integer: 'NumberField',
  number: 'NumberField',
  null: 'NullField',
  object: 'ObjectField',
  string: 'StringField',
} as const;

/**
 * The field that the form would show if the question had no `ui:field`: what it renders, what it is told, and whether
 * its description stands under it like under a text field, rather than inside.
 */
export function stockField(props: Props): {
  Field: ComponentType<Props>;
  uiSchema: Props['uiSchema'];
  hasLabel: boolean;
} {
  const { registry, schema } = props;
  // `ui:help` is rendered around this field already.
  const { 'ui:field': _, 'ui:help': __, ...uiSchema } = props.uiSchema;
  return {
    Field: registry.fields[FIELDS[typeOf(schema)]] as ComponentType<Props>,
    uiSchema,
    hasLabel: registry.schemaUtils.getDisplayLabel(
      schema,
      uiSchema,
      registry.globalUiOptions,
    ),
  };
}

function typeOf(schema: Props['schema']): keyof typeof FIELDS {
  const types = [schema.type ?? []].flat();
  const type = types.find(name => name !== 'null') ?? types[0];
  if (type) {
    return type;
  }
  return schema.properties ? 'object' : 'string';
}
