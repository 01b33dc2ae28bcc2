import { CustomErrorBase } from '@backstage/errors';

/**
 * There is nothing to preview yet: a question without default is not answered, or answered with what the form itself
 * refuses.
 *
 * @public
 */
export class IncompleteFormError extends CustomErrorBase {
  name = 'IncompleteFormError' as const;
}
