import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, IdentityApi } from '@backstage/frontend-plugin-api';
import { z } from 'zod';

/** The header by which the backend learns who was chosen. */
const SAMPLE_PERSON_HEADER = 'x-naru-sample-person';

/** How long before its end a token is replaced, and how long an answer may take. */
const RENEWAL_MARGIN_MS = 5 * 60_000;
const TIMEOUT_MS = 15_000;

const sessionSchema = z.object({
  profile: z.object({
    displayName: z.string().optional(),
    email: z.string().optional(),
  }),
  backstageIdentity: z.object({
    token: z.string(),
    expiresInSeconds: z.number().default(600),
    identity: z.object({
      type: z.literal('user'),
      userEntityRef: z.string(),
      ownershipEntityRefs: z.array(z.string()),
    }),
  }),
});

/** Options of {@link SamplePersonIdentity.signIn}. */
export interface SignInOptions {
  discoveryApi: DiscoveryApi;
  /** Ref of the person to become. */
  userEntityRef: string;
  /** Called when the person signs out. */
  onSignOut(): void;
}

type Session = z.infer<typeof sessionSchema> & { renewAt: number };

/** Someone signed in by the auth provider `sample-people`; asks for a new token when the old one is about to end. */
export class SamplePersonIdentity implements IdentityApi {
  readonly #options: SignInOptions;
  #session: Promise<Session>;

  private constructor(options: SignInOptions) {
    this.#options = options;
    this.#session = SamplePersonIdentity.#fetchSession(options);
  }

  /**
   * Signs in.
   *
   * @throws ResponseError when the backend refuses; an error of `fetch` when it does not answer
   */
  static async signIn(options: SignInOptions): Promise<SamplePersonIdentity> {
    const identity = new SamplePersonIdentity(options);
    await identity.#session;
    return identity;
  }

  async getProfileInfo() {
    return (await this.#current()).profile;
  }

  async getBackstageIdentity() {
    return (await this.#current()).backstageIdentity.identity;
  }

  async getCredentials() {
    return { token: (await this.#current()).backstageIdentity.token };
  }

  async signOut() {
    this.#options.onSignOut();
  }

  /** The session, renewed when it has to be. A renewal that fails is tried again by the next caller. */
  async #current(): Promise<Session> {
    const before = this.#session;
    const due = await before.then(
      session => Date.now() >= session.renewAt,
      () => true,
    );
    if (due && this.#session === before) {
      this.#session = SamplePersonIdentity.#fetchSession(this.#options);
    }
    return this.#session;
  }

  static async #fetchSession(options: SignInOptions): Promise<Session> {
    const { discoveryApi, userEntityRef } = options;
    const baseUrl = await discoveryApi.getBaseUrl('auth');
    const response = await fetch(`${baseUrl}/sample-people/refresh`, {
      headers: {
        [SAMPLE_PERSON_HEADER]: userEntityRef,
        'X-Requested-With': 'XMLHttpRequest',
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const session = sessionSchema.parse(await response.json());
    const life = session.backstageIdentity.expiresInSeconds * 1000;
    return {
      ...session,
      renewAt: Date.now() + Math.max(life - RENEWAL_MARGIN_MS, life / 2),
    };
  }
}
