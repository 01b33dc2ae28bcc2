/** A refusal that becomes Gitea's JSON answer. */
export class ForgeError extends Error {
  readonly status: number;
  /** `undefined` leaves the field out; Gitea writes `null` in most of its 404s. */
  readonly errors: string[] | null | undefined;

  constructor(status: number, message: string, errors?: string[] | null) {
    super(message);
    this.name = 'ForgeError';
    this.status = status;
    this.errors = errors;
  }

  /** 404 as Gitea says it of almost everything. */
  static notFound(message = 'not found', errors: string[] | null = null) {
    return new ForgeError(404, message, errors);
  }
}
