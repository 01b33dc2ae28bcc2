/**
 * Why helm gave no manifests.
 *
 * - `values`: a value is wrong or missing, or the release's name
 * - `template`: a template of the chart fails with these values
 * - `chart`: the folder is no chart that can be rendered here
 * - `timeout`, `too-large`: rendering took too long, or made too much
 * - `program`: the program itself could not be run
 */
export type HelmErrorKind =
  | 'values'
  | 'template'
  | 'chart'
  | 'timeout'
  | 'too-large'
  | 'program';

/** A failed call of helm: helm's words without paths of this machine and without credentials. */
export class HelmError extends Error {
  readonly kind: HelmErrorKind;
  /** All that helm wrote about it, cleaned like the message; empty when helm did not speak. */
  readonly output: string;

  constructor(kind: HelmErrorKind, message: string, output: string = '') {
    super(message);
    this.name = 'HelmError';
    this.kind = kind;
    this.output = output;
  }
}
