const CODES: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  412: 'PRECONDITION',
  422: 'UNPROCESSABLE_ENTITY',
  500: 'UNKNOWN',
};

/** A refusal in Harbor's words. */
export class HarborError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, message: string, code?: string) {
    super(message);
    this.status = status;
    this.code = code ?? CODES[status] ?? 'UNKNOWN';
  }

  static unauthorized(): HarborError {
    return new HarborError(401, 'unauthorized');
  }

  static forbidden(message = 'forbidden'): HarborError {
    return new HarborError(403, message);
  }

  static notFound(what: string): HarborError {
    return new HarborError(404, `${what} not found`);
  }
}
