import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { isHarborError, type HarborError } from '@naru/plugin-harbor-node';

/** Harbor gives no good answer now; `lastGoodAt` tells when it last gave this one, ISO 8601. */
class HarborUnavailableError extends ServiceUnavailableError {
  readonly lastGoodAt?: string;

  constructor(cause: HarborError) {
    const lastGoodAt = cause.lastGoodAt?.toISOString();
    super(
      lastGoodAt
        ? `${cause.message} The last good answer is from ${lastGoodAt}.`
        : cause.message,
    );
    this.lastGoodAt = lastGoodAt;
  }
}

/**
 * What Harbor says, with its errors as those of this API: 404 for what the portal's account may not see, because Harbor
 * answers the same for what does not exist; 503 for all else, because the person who asks can do nothing about it.
 */
export async function answerOf<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isHarborError(error)) {
      throw error;
    }
    throw error.kind === 'forbidden'
      ? new NotFoundError(error.message)
      : new HarborUnavailableError(error);
  }
}
