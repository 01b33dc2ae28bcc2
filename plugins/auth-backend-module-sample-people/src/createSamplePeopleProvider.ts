import {
  AuthenticationError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  type AuthProviderFactory,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { readSamplePeople, type SamplePerson } from './SamplePerson';

/** The request header that carries the ref of the chosen person. */
export const SAMPLE_PERSON_HEADER = 'x-naru-sample-person';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: SamplePerson) => ({
    profile: { displayName: person.title },
  }),
  initialize: ({ config }) =>
    new Map(
      readSamplePeople(config).map(person => [person.userEntityRef, person]),
    ),
  async authenticate({ req }, people: Map<string, SamplePerson>) {
    const chosen = req.header(SAMPLE_PERSON_HEADER);
    if (!chosen) {
      throw new AuthenticationError(
        `Nobody is chosen: name one of the sample people in the header ${SAMPLE_PERSON_HEADER}`,
      );
    }
    const person = people.get(chosen);
    if (!person) {
      throw new NotAllowedError(
        'The chosen person is not one of the sample people in the configuration',
      );
    }
    return { result: person };
  },
});

const signInResolver: SignInResolver<SamplePerson> = async (
  { result: { userEntityRef } },
  context,
) => {
  try {
    return await context.signInWithCatalogUser({ entityRef: userEntityRef });
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    throw new ServiceUnavailableError(
      `The catalog does not have ${userEntityRef} yet; it reads its sample data in the first seconds after a start. Try again`,
    );
  }
};

/**
 * Creates the auth provider `sample-people`: the person named in the header {@link SAMPLE_PERSON_HEADER} is signed in
 * when the configuration lists them, with what they own according to the catalog.
 */
export function createSamplePeopleProvider(): AuthProviderFactory {
  return createProxyAuthProviderFactory({ authenticator, signInResolver });
}
