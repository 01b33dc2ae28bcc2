import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { HarborImageField } from './HarborImageField';
import { harborImageValidation } from './harborImageValidation';

/** `ui:field: HarborImage`. */
export const harborImageFormField = createFormField({
  name: 'HarborImage',
  component: HarborImageField,
  validation: harborImageValidation,
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
