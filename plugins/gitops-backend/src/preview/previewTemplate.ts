import { InputError } from '@backstage/errors';
import { z } from 'zod';

const ACTION = 'gitops:pull-request';
const STEP = 'request';

/** A template of the scaffolder, as far as a preview changes it. */
export const templateSchema = z.looseObject({
  kind: z.literal('Template'),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    parameters: z
      .union([
        z.array(z.record(z.string(), z.unknown())),
        z.record(z.string(), z.unknown()),
      ])
      .optional(),
    steps: z.array(
      z.looseObject({ id: z.string().optional(), action: z.string() }),
    ),
    output: z.unknown().optional(),
  }),
});

/** A template of the scaffolder, as far as a preview changes it. */
export type PreviewedTemplate = z.infer<typeof templateSchema>;

/**
 * Changes a template into one that puts out the preview and does nothing after it. All pages of the form become one, so that all of them are checked.
 *
 * @throws InputError when it makes no pull request
 */
export function previewTemplate(
  template: PreviewedTemplate,
): PreviewedTemplate {
  const { steps, parameters } = template.spec;
  const index = steps.findIndex(({ action }) => action === ACTION);
  if (index === -1) {
    throw new InputError(
      `Template ${template.metadata.name} makes no pull request, so there is nothing to preview`,
    );
  }
  const id = steps[index].id ?? STEP;
  const pages = [parameters ?? []].flat();
  return {
    ...template,
    spec: {
      ...template.spec,
      parameters: pages.length > 0 ? [{ allOf: pages }] : [],
      steps: [...steps.slice(0, index), { ...steps[index], id }],
      output: { preview: `\${{ steps['${id}'].output.preview }}` },
    },
  };
}
