import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { checkedFieldValidation } from '@naru/plugin-naru-react';
import { HarborImageField } from './HarborImageField';

/** What the server's faults call this question where the template does not say. */
const PARAMETER = 'image';

/** `ui:field: HarborImage`. */
export const harborImageFormField = createFormField({
  name: 'HarborImage',
  component: HarborImageField,
  validation: (value, field, context) => {
    const options = context.uiSchema?.['ui:options'];
    const parameter = options?.parameter ?? PARAMETER;
    return checkedFieldValidation(parameter)(value, field, context);
  },
  schema: makeFieldSchema({
    output: z =>
      z.object({
        repository: z
          .string()
          .optional()
          .describe('Project and repository, e.g. team1-dev/shop'),
        tag: z.string().optional().describe('Never latest'),
      }),
    uiOptions: z =>
      z.object({
        ownerParameter: z
          .string()
          .optional()
          .describe('Question whose answer is the owner; default owner'),
        parameter: z
          .string()
          .optional()
          .describe("What the server's faults call this question"),
      }),
  }),
});
