/**
 * Why Harbor gave no good answer.
 *
 * - `unreachable`: no (whole) answer in time, or Harbor failed.
 * - `unauthorized`: it does not accept the portal's account.
 * - `forbidden`: the portal's account may not see it, or it does not exist: Harbor says the same for both.
 * - `busy`: too many calls.
 * - `answer`: the answer is not what Harbor's API says, or it is too large.
 *
 * @public
 */
export type HarborErrorKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'busy'
  | 'answer';

/**
 * Options of {@link HarborError}.
 *
 * @public
 */
export interface HarborErrorOptions {
  kind: HarborErrorKind;
  /** Name in `harbor.instances`. */
  instance: string;
  /** What was tried, as an infinitive without "to": `list the tags of team1-dev/shop`. */
  action: string;
  /** Facts that are safe to show. */
  detail?: string;
  /** When the same call last succeeded. */
  lastGoodAt?: Date;
  cause?: unknown;
}

const EXPLANATIONS: Record<HarborErrorKind, string> = {
  unreachable:
    'Harbor does not answer. Try again in a moment; if it stays so, tell the platform team',
  unauthorized:
    'Harbor does not accept the account of the portal. The platform team has to renew it (harbor.instances)',
  forbidden:
    'it does not exist in Harbor, or the account of the portal may not see it. Look at the name; if it is right, the platform team has to give the account the right',
  busy: 'Harbor is too busy. Try again in a minute',
  answer: 'Harbor answers something that the portal does not know',
};

/**
 * A call to Harbor that did not succeed. The message helps and is safe to show: it holds no password and no address.
 *
 * @public
 */
export class HarborError extends Error {
  readonly kind: HarborErrorKind;
  readonly instance: string;
  readonly detail?: string;
  /** When the same call last succeeded, as far as it is still known. */
  readonly lastGoodAt?: Date;
  readonly #options: HarborErrorOptions;

  constructor(options: HarborErrorOptions) {
    const { kind, instance, action, detail, lastGoodAt } = options;
    super(
      `Harbor "${instance}": cannot ${action}: ${EXPLANATIONS[kind]}${
        detail ? ` (${detail})` : ''
      }.`,
      { cause: options.cause },
    );
    this.name = 'HarborError';
    this.kind = kind;
    this.instance = instance;
    this.detail = detail;
    this.lastGoodAt = lastGoodAt;
    this.#options = options;
  }

  /** The same error, knowing when the call last succeeded. */
  withLastGoodAt(lastGoodAt: Date | undefined): HarborError {
    return new HarborError({ ...this.#options, lastGoodAt });
  }
}

/**
 * Whether an error is a {@link HarborError}; by name, so that it holds across copies of the package.
 *
 * @public
 */
export function isHarborError(error: unknown): error is HarborError {
  return error instanceof Error && error.name === 'HarborError';
}
