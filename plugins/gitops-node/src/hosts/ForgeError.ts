/**
 * What went wrong with a call to a forge.
 *
 * - `unreachable`, `timeout`: no (whole) answer.
 * - `unauthorized`: the token of the portal is not accepted.
 * - `forbidden`: the account of the portal may not do it.
 * - `not-found`: no such repository, branch, commit or file, or the account may not see it.
 * - `conflict`: somebody else was there first; look again.
 * - `invalid`: the forge does not take what was sent.
 * - `busy`: too many calls.
 * - `server`: the forge failed.
 * - `bad-answer`: the answer is not what the forge's API says.
 *
 * @public
 */
export type ForgeErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'server'
  | 'bad-answer';

/**
 * Options of {@link ForgeError}.
 *
 * @public
 */
export interface ForgeErrorOptions {
  kind: ForgeErrorKind;
  /** Id of the repository. */
  repository: string;
  /** What was tried, as an infinitive without "to": `read kubernetes/x.yaml at main`. */
  action: string;
  /** The forge's own words, safe to show. */
  detail?: string;
  /** HTTP status of the answer. */
  answerStatus?: number;
  cause?: unknown;
}

const EXPLANATIONS: Record<ForgeErrorKind, string> = {
  unreachable:
    'the forge does not answer. Try again in a moment; if it stays so, tell the platform team',
  timeout:
    'the forge does not answer in time. Try again in a moment; if it stays so, tell the platform team',
  unauthorized:
    'the forge does not accept the token of the portal. The platform team has to renew it (gitops.repositories)',
  forbidden:
    'the forge does not allow it to the account of the portal. The platform team has to give it the right',
  'not-found':
    'the forge does not find it, or the account of the portal may not see it',
  conflict: 'it was changed by somebody else at the same moment. Try again',
  invalid: 'the forge does not take it',
  busy: 'the forge is too busy. Try again in a minute',
  server:
    'the forge failed. Try again in a moment; if it stays so, tell the platform team',
  'bad-answer': 'the forge answers something that the portal does not know',
};

const STATUS_CODES: Partial<Record<ForgeErrorKind, number>> = {
  'not-found': 404,
  conflict: 409,
  invalid: 400,
};

/**
 * A call to a forge that did not succeed. The message helps and is safe to show: it holds no token and no path of the server.
 *
 * @public
 */
export class ForgeError extends Error {
  readonly kind: ForgeErrorKind;
  /** Status of an HTTP answer of the portal that passes this error on. */
  readonly statusCode: number;
  readonly answerStatus?: number;
  readonly detail?: string;
  readonly #options: ForgeErrorOptions;

  constructor(options: ForgeErrorOptions) {
    const { kind, repository, action, detail, answerStatus } = options;
    const facts = [answerStatus, detail].filter(Boolean).join(' ');
    super(
      `Repository "${repository}": cannot ${action}: ${EXPLANATIONS[kind]}${
        facts ? ` (${facts})` : ''
      }.`,
      { cause: options.cause },
    );
    this.name = 'ForgeError';
    this.kind = kind;
    this.statusCode = STATUS_CODES[kind] ?? 503;
    this.answerStatus = answerStatus;
    this.detail = detail;
    this.#options = options;
  }

  /** The same error, understood as another kind. */
  as(kind: ForgeErrorKind): ForgeError {
    return new ForgeError({ ...this.#options, kind });
  }

  /** Whether a change may have been made although the call failed. */
  get outcomeUnknown(): boolean {
    return ['unreachable', 'timeout', 'server', 'bad-answer'].includes(
      this.kind,
    );
  }
}

/**
 * Whether an error is a {@link ForgeError}; by name, so that it holds across copies of the package.
 *
 * @public
 */
export function isForgeError(error: unknown): error is ForgeError {
  return error instanceof Error && error.name === 'ForgeError';
}
