import { InputError } from '@backstage/errors';
import { ManifestResolver, Resolution } from '@naru/plugin-gitops-node';
import { Harbor, isHarborError } from '@naru/plugin-harbor-node';
import { z } from 'zod';

const questionSchema = z.object({
  /** Default: that of the first Harbor. */
  registry: z.string().optional(),
  /** `<project>/<repository>` */
  repository: z
    .string()
    .regex(/^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/),
  tag: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/),
});

/** Finds the digest of a tag in Harbor: `{ registry, repository, tag, digest }`, without a digest when Harbor does not tell. */
export class HarborImageResolver implements ManifestResolver {
  readonly id = 'harbor-image';
  readonly #harbor: Harbor;

  constructor(harbor: Harbor) {
    this.#harbor = harbor;
  }

  async resolve(
    question: unknown,
    context: { signal?: AbortSignal },
  ): Promise<Resolution> {
    const parsed = questionSchema.safeParse(question);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new InputError(
        `The template asks for an image without saying which: ${
          issue.path.join('.') || 'the question'
        }: ${issue.message}`,
      );
    }
    const { registry, repository, tag } = parsed.data;
    const instance =
      registry === undefined
        ? this.#harbor.instances.at(0)
        : this.#harbor.findByRegistry(registry);
    const value = {
      registry: registry ?? instance?.registry,
      repository,
      tag,
    };
    if (!instance) {
      return { value, faults: [] };
    }
    const [project, ...rest] = repository.split('/');
    try {
      const found = await this.#harbor.artifact(
        { project, repository: rest.join('/'), reference: tag },
        { instance: instance.name, signal: context.signal },
      );
      return { value: { ...value, digest: found?.digest }, faults: [] };
    } catch (error) {
      if (!isHarborError(error)) {
        throw error;
      }
      // Whether the image exists is for the rules to say.
      return { value, faults: [] };
    }
  }
}
