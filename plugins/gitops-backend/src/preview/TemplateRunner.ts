import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ChangePreview, changePreviewSchema } from '@naru/plugin-gitops-common';
import { z } from 'zod';
import { faultsOfForm, formErrorsSchema } from './formFaults';
import { PreviewedTemplate, previewTemplate } from './previewTemplate';
import { TemplateFile } from './TemplateFolders';

const TIMEOUT_MS = 30_000;

const answerSchema = z.object({
  output: z.object({ preview: changePreviewSchema.optional() }),
});

/**
 * Runs templates dry in the scaffolder, as the plugin itself and in the name of a person.
 *
 * @remarks
 *
 * So nobody needs the permission to run any template dry: what runs is the template of the catalog.
 */
export class TemplateRunner {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * Says what a template would do with these values.
   *
   * @param options - `requesterToken`: of the person, for the plugin `scaffolder`
   * @throws InputError when the template cannot make anything of the values
   * @throws NotAllowedError when the person may not ask for it
   * @throws ServiceUnavailableError when the scaffolder does not answer in time
   */
  async preview(options: {
    template: PreviewedTemplate;
    values: Record<string, unknown>;
    files: TemplateFile[];
    requesterToken: string;
  }): Promise<ChangePreview> {
    const { template, values, files, requesterToken } = options;
    const response = await this.#post('/v2/dry-run', {
      template: previewTemplate(template),
      values,
      secrets: { requesterToken },
      directoryContents: files,
    });
    if (response.status === 400) {
      const form = formErrorsSchema.safeParse(
        await response
          .clone()
          .json()
          .catch(() => undefined),
      );
      if (form.success) {
        return {
          faults: faultsOfForm(form.data.errors),
          files: [],
          diff: '',
          renderings: [],
        };
      }
    }
    if (!response.ok) {
      throw await errorOf(response);
    }
    const parsed = answerSchema.safeParse(
      await response.json().catch(error => {
        throw unanswered(error);
      }),
    );
    if (!parsed.success || !parsed.data.output.preview) {
      throw new InputError(
        `Template ${template.metadata.name} makes no pull request of these values, so there is nothing to preview`,
      );
    }
    return parsed.data.output.preview;
  }

  async #post(path: string, body: unknown): Promise<Response> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl('scaffolder'),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'scaffolder',
      }),
    ]);
    try {
      return await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw unanswered(error);
    }
  }
}

function unanswered(cause: unknown): Error {
  return new ServiceUnavailableError(
    'The scaffolder does not answer, so there is no preview. Try again in a moment.',
    cause,
  );
}

/** The same error, as if it had come from here. */
async function errorOf(response: Response): Promise<Error> {
  const error = await ResponseError.fromResponse(response);
  const { message } = error.cause;
  switch (response.status) {
    case 400:
      return new InputError(message);
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 503:
      return new ServiceUnavailableError(message);
    default:
      return error;
  }
}
