import {
  createHash,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { type LabClock, timestamp } from '../clock/LabClock';
import { ForgeError } from './ForgeError';
import type { ForgePerson } from './ForgePerson';
import type { ForgeStore } from './store/ForgeStore';

/** Somebody known to the forge. */
export interface Account {
  id: number;
  login: string;
  fullName: string;
  email: string;
  admin: boolean;
  created: string;
}

/** Who asks; undefined is nobody in particular. */
export type Viewer = Account | undefined;

/** The people of the forge: those it was started with and those made through its API. */
export class Accounts {
  readonly #store: ForgeStore;
  readonly #clock: LabClock;
  readonly #people: ForgePerson[];
  readonly #started: string;

  constructor(options: {
    store: ForgeStore;
    clock: LabClock;
    people: ForgePerson[];
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#people = options.people;
    this.#started = timestamp(options.clock);
  }

  /** The people the forge was started with. */
  get people(): readonly ForgePerson[] {
    return this.#people;
  }

  /** Logins are compared without regard to case. */
  find(login: string): Account | undefined {
    const key = login.toLowerCase();
    const person = this.#people.find(each => each.login.toLowerCase() === key);
    if (person) {
      const { login: name, fullName, email, admin = false } = person;
      return {
        id: this.#store.idOf(name),
        login: name,
        fullName,
        email,
        admin,
        created: this.#started,
      };
    }
    const record = this.#store.data.accounts.find(
      each => each.login.toLowerCase() === key,
    );
    if (!record) return undefined;
    const { login: name, fullName, email, admin, created } = record;
    return {
      id: this.#store.idOf(name),
      login: name,
      fullName,
      email,
      admin,
      created,
    };
  }

  /** The account a person or a commit's mail address belongs to. */
  findByEmail(email: string): Account | undefined {
    const all = [...this.#people, ...this.#store.data.accounts];
    const login = all.find(each => each.email === email)?.login;
    return login ? this.find(login) : undefined;
  }

  /** The account whose password this is. */
  byPassword(login: string, password: string): Account | undefined {
    const account = this.find(login);
    if (!account) return undefined;
    const person = this.#people.find(each => each.login === account.login);
    if (person)
      return sameSecret(person.password, password) ? account : undefined;
    const kept = this.#store.data.accounts.find(
      each => each.login === account.login,
    )?.password;
    if (!kept) return undefined;
    const [salt, hash] = kept.split(':');
    const given = scryptSync(password, Buffer.from(salt, 'hex'), 32);
    return timingSafeEqual(given, Buffer.from(hash, 'hex'))
      ? account
      : undefined;
  }

  /** The account whose token this is. */
  byToken(token: string): Account | undefined {
    if (!token) return undefined;
    const person = this.#people.find(each => sameSecret(each.token, token));
    if (person) return this.find(person.login);
    const digest = sha256(token);
    const record = this.#store.data.accounts.find(each =>
      each.tokens.some(kept => kept.sha256 === digest),
    );
    return record && this.find(record.login);
  }

  /**
   * Reads an `Authorization` header: `token …`, `Bearer …`, or basic with a password or with a token in either place.
   *
   * @throws ForgeError 401 when it is wrong
   */
  authenticate(header: string | undefined): Viewer {
    if (!header) return undefined;
    const [scheme, value = ''] = header.split(' ', 2);
    let account: Account | undefined;
    if (/^(token|bearer)$/i.test(scheme)) {
      account = this.byToken(value);
    } else if (/^basic$/i.test(scheme)) {
      const [name, ...rest] = Buffer.from(value, 'base64')
        .toString('utf8')
        .split(':');
      const secret = rest.join(':');
      account =
        this.byToken(secret) ??
        this.byToken(name) ??
        this.byPassword(name, secret);
    }
    if (!account)
      throw new ForgeError(401, 'invalid username, password or token');
    return account;
  }

  /** Makes somebody, as a site administrator does. */
  create(person: {
    login: string;
    fullName: string;
    email: string;
    password?: string;
  }): Account {
    if (this.find(person.login) || this.organization(person.login))
      throw new ForgeError(422, `user already exists [name: ${person.login}]`);
    if (this.findByEmail(person.email))
      throw new ForgeError(
        422,
        `e-mail already in use [email: ${person.email}]`,
      );
    const salt = randomBytes(16);
    this.#store.data.accounts.push({
      login: person.login,
      fullName: person.fullName,
      email: person.email,
      admin: false,
      created: timestamp(this.#clock),
      password:
        person.password &&
        `${salt.toString('hex')}:${scryptSync(
          person.password,
          salt,
          32,
        ).toString('hex')}`,
      tokens: [],
    });
    this.#store.save();
    return this.find(person.login)!;
  }

  /** Forgets somebody made through the API. */
  remove(login: string): void {
    const { data } = this.#store;
    const key = login.toLowerCase();
    const kept = data.accounts.filter(each => each.login.toLowerCase() !== key);
    if (kept.length === data.accounts.length)
      throw ForgeError.notFound('GetUserByName', [
        `user redirect does not exist [name: ${login}]`,
      ]);
    data.accounts = kept;
    this.#store.save();
  }

  /** Makes a token for somebody made through the API; it is shown once. */
  createToken(
    login: string,
    name: string,
  ): { id: number; name: string; token: string } {
    const record = this.#store.data.accounts.find(each => each.login === login);
    if (!record)
      throw new ForgeError(
        422,
        'the people of the lab have the token they were started with',
      );
    if (record.tokens.some(each => each.name === name))
      throw new ForgeError(400, 'access token name has been used already');
    const token = randomBytes(20).toString('hex');
    const id = this.#store.nextId('token');
    record.tokens.push({ id, name, sha256: sha256(token) });
    this.#store.save();
    return { id, name, token };
  }

  /** An organisation by name. */
  organization(name: string) {
    return this.#store.data.organizations.find(
      each => each.name.toLowerCase() === name.toLowerCase(),
    );
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(one).digest(),
    createHash('sha256').update(other).digest(),
  );
}
