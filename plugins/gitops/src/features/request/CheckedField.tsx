import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { FieldFaults } from '@naru/plugin-naru-react';
import { stockField } from './stockField';

/** Options of `ui:field: CheckedField`. */
export interface CheckedFieldOptions {
  /** The name by which the server's faults call this question. */
  parameter?: string;
}

/**
 * A question as the scaffolder shows it without a `ui:field`, and under it what the server has to say about the answer
 * while the person is still on the page.
 */
export function CheckedField(
  props: FieldExtensionComponentProps<unknown, CheckedFieldOptions>,
) {
  const { schema, uiSchema, rawErrors = [], required, disabled } = props;
  const { Field, uiSchema: stockUiSchema, hasLabel } = stockField(props);
  const description: unknown = uiSchema['ui:description'] ?? schema.description;
  return (
    <>
      <ScaffolderField
        rawErrors={rawErrors}
        required={required}
        disabled={disabled}
        rawDescription={
          hasLabel && typeof description === 'string' ? description : undefined
        }
      >
        <Field {...props} uiSchema={stockUiSchema} rawErrors={rawErrors} />
      </ScaffolderField>
      <FieldFaults
        parameter={uiSchema['ui:options']?.parameter}
        value={props.formData}
        values={props.formContext?.formData}
        shown={rawErrors}
      />
    </>
  );
}
