import type { ForgeTarget } from './forgeTarget';

/** A JSON answer, looked into by path. */
export type Json = any;

/** What an answer was. */
export interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
  text: string;
  json: Json;
}

/** Asks a forge as its administrator or, by `Sudo`, as somebody else. */
export class ForgeClient {
  readonly #target: ForgeTarget;
  readonly #as: string | undefined;

  constructor(target: ForgeTarget, as?: string) {
    this.#target = target;
    this.#as = as;
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.ask('POST', path, body);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.ask('PATCH', path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.ask('PUT', path, body);
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.ask('DELETE', path, body);
  }

  /** Asks `/api/v1` + `path`; `authorization: undefined` asks as nobody. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {
      authorization: `token ${this.#target.admin.token}`,
      ...(this.#as ? { sudo: this.#as } : {}),
    },
  ): Promise<Answer> {
    const response = await fetch(`${this.#target.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    let json: Json;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    const { status, headers: answered } = response;
    return { status, headers: answered, bytes, text, json };
  }
}
