/** A template of an ApplicationSet that cannot be filled in, in the words of Argo CD. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}
