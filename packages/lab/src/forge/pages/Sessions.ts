import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Account, Accounts } from '../Accounts';

const COOKIE = 'forge_session';
const HOURS = 12;

/** A browser that signed in. */
export interface Session {
  account: Account;
  /** Must come with every form. */
  csrfToken: string;
}

/** Signed-in browsers. They are forgotten when the forge stops. */
export class Sessions {
  readonly #accounts: Accounts;
  readonly #key = randomBytes(32);
  readonly #open = new Map<string, { login: string; until: number }>();

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  /** Signs somebody in; answers the cookie to set. */
  start(account: Account): string {
    const id = randomBytes(24).toString('base64url');
    this.#open.set(id, {
      login: account.login,
      until: Date.now() + HOURS * 3_600_000,
    });
    return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${
      HOURS * 3600
    }`;
  }

  /** Signs the browser out; answers the cookie to set. */
  end(cookies: string | undefined): string {
    const id = idIn(cookies);
    if (id) this.#open.delete(id);
    return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
  }

  /** The session of a request, undefined when there is none. */
  find(cookies: string | undefined): Session | undefined {
    const id = idIn(cookies);
    const entry = id && this.#open.get(id);
    if (!entry || entry.until < Date.now()) return undefined;
    const account = this.#accounts.find(entry.login);
    return account && { account, csrfToken: this.#tokenOf(id) };
  }

  /** Whether a form came from a page of this session. */
  isOwnForm(session: Session, token: string | undefined): boolean {
    const given = Buffer.from(token ?? '');
    const expected = Buffer.from(session.csrfToken);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #tokenOf(id: string): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url');
  }
}

function idIn(cookies: string | undefined): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(cookies ?? '')?.[1];
}
