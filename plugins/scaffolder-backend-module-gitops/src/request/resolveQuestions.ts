import { InputError } from '@backstage/errors';
import { ManifestFault, ManifestResolver } from '@naru/plugin-gitops-node';

/** What a template asks modules, by the name of the answer. */
export type Questions = Record<
  string,
  { by: string; with?: unknown; parameter?: string }
>;

/**
 * Asks the modules, all at once.
 *
 * @param options - `path`: of the file that faults are told of
 * @throws InputError when there is no such resolver
 */
export async function resolveQuestions(
  questions: Questions,
  options: {
    resolvers: ManifestResolver[];
    path: string;
    context: Parameters<ManifestResolver['resolve']>[1];
  },
): Promise<{ values: Record<string, unknown>; faults: ManifestFault[] }> {
  const { resolvers, path, context } = options;
  const answers = await Promise.all(
    Object.entries(questions).map(async ([name, question]) => {
      const resolver = resolvers.find(({ id }) => id === question.by);
      if (!resolver) {
        throw new InputError(
          `The template asks "${question.by}" for ${name}, and no module of this portal answers that`,
        );
      }
      const { value, faults } = await resolver.resolve(question.with, context);
      return {
        name,
        value,
        faults: faults.map(fault => ({
          ...fault,
          path,
          field: name,
          parameter: fault.parameter ?? question.parameter,
        })),
      };
    }),
  );
  return {
    values: Object.fromEntries(answers.map(({ name, value }) => [name, value])),
    faults: answers.flatMap(({ faults }) => faults),
  };
}
