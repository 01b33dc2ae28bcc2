import {
  createApiMock,
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { companyAuthApiRef } from './companyAuthApiRef';
import { SignInPage } from './SignInPage';

const server = setupServer();
registerMswTestHooks(server);

const companyAuthApiMock = createApiMock(companyAuthApiRef, () => ({
  getAccessToken: jest.fn(),
  getBackstageIdentity: jest.fn(),
  getIdToken: jest.fn(),
  getProfile: jest.fn(),
  sessionState$: jest.fn(),
  signIn: jest.fn(),
  signOut: jest.fn(),
}));

const people = [
  {
    userEntityRef: 'user:default/dev1',
    title: 'Kim Dana',
    role: 'developer',
    team: 'team1',
  },
  { userEntityRef: 'user:default/audit1', title: 'Choi Sora', role: 'auditor' },
];

const config = (provider: 'sample-people' | 'oidc', language = 'en') => ({
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [
      {
        'api:app/app-language': {
          config: {
            availableLanguages: ['en', 'ko'],
            defaultLanguage: language,
          },
        },
      },
    ],
  },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: provider === 'oidc' ? {} : { providers: { [provider]: { people } } },
});

/** Answers for the auth backend, and keeps who was asked for. */
function answerSignIn(...answers: (() => Response)[]) {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/auth/sample-people/refresh', ({ request }) => {
      const person = request.headers.get('x-naru-sample-person');
      asked.push(person);
      const next = answers.shift();
      return (
        next?.() ??
        HttpResponse.json({
          profile: { displayName: 'Kim Dana' },
          backstageIdentity: {
            token: `token-${asked.length}`,
            expiresInSeconds: 3600,
            identity: {
              type: 'user',
              userEntityRef: person,
              ownershipEntityRefs: [person, 'group:default/team1'],
            },
          },
        })
      );
    }),
  );
  return asked;
}

function open(
  options: {
    language?: string;
    provider?: 'sample-people' | 'oidc';
    company?: Parameters<typeof companyAuthApiMock>[0];
  } = {},
) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  const data = config(options.provider ?? 'sample-people', options.language);
  const { unmount } = renderInTestApp(
    <SignInPage onSignInSuccess={onSignInSuccess} />,
    {
      config: data,
      apis: [mockApis.discovery(), companyAuthApiMock(options.company)],
    },
  );
  return { onSignInSuccess, unmount };
}

describe('SignInPage with sample people', () => {
  jest.setTimeout(30_000);

  afterEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('lists the people and signs the chosen one in', async () => {
    const asked = answerSignIn();
    const { onSignInSuccess } = open();

    const cards = await screen.findAllByRole('button', { name: /Sign in as/ });
    expect(cards.map(card => card.getAttribute('aria-label'))).toEqual([
      'Sign in as Kim Dana, Developer, team1',
      'Sign in as Choi Sora, Auditor',
    ]);
    expect(asked).toEqual([]);
    cards[0].focus();
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(asked).toEqual(['user:default/dev1']);
    await expect(identity.getCredentials()).resolves.toEqual({
      token: 'token-1',
    });
    await expect(identity.getProfileInfo()).resolves.toEqual({
      displayName: 'Kim Dana',
    });
    await expect(identity.getBackstageIdentity()).resolves.toEqual({
      type: 'user',
      userEntityRef: 'user:default/dev1',
      ownershipEntityRefs: ['user:default/dev1', 'group:default/team1'],
    });
  });

  it('stays signed in over a reload of the tab, until the person signs out', async () => {
    const asked = answerSignIn();
    const first = open();
    await userEvent.click(
      await screen.findByRole('button', { name: /Choi Sora/ }),
    );
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalled());
    first.unmount();

    const second = open();
    await waitFor(() => expect(second.onSignInSuccess).toHaveBeenCalled());
    expect(asked).toEqual(['user:default/audit1', 'user:default/audit1']);
    await second.onSignInSuccess.mock.calls[0][0].signOut();
    second.unmount();

    const third = open();
    await screen.findByRole('button', { name: /Choi Sora/ });
    expect(third.onSignInSuccess).not.toHaveBeenCalled();
    expect(asked).toHaveLength(2);
  });

  it('shows why it did not work, and tries again', async () => {
    const words = 'The catalog does not have user:default/dev1 yet';
    answerSignIn(() =>
      HttpResponse.json(
        { error: { name: 'ServiceUnavailableError', message: words } },
        { status: 503 },
      ),
    );
    const { onSignInSuccess } = open();
    await userEvent.click(
      await screen.findByRole('button', { name: /Kim Dana/ }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Signing in did not work');
    expect(alert).toHaveTextContent(words);
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('renews a token that is about to end', async () => {
    const asked = answerSignIn(() =>
      HttpResponse.json({
        profile: {},
        backstageIdentity: {
          token: 'short',
          expiresInSeconds: 0,
          identity: {
            type: 'user',
            userEntityRef: 'user:default/dev1',
            ownershipEntityRefs: [],
          },
        },
      }),
    );
    const { onSignInSuccess } = open();
    await userEvent.click(
      await screen.findByRole('button', { name: /Kim Dana/ }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [identity] = onSignInSuccess.mock.calls[0];

    const tokens = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);

    expect(tokens).toEqual([{ token: 'token-2' }, { token: 'token-2' }]);
    expect(asked).toHaveLength(2);
  });

  it('speaks Korean, and English when that is chosen', async () => {
    open({ language: 'ko' });

    await screen.findByRole('heading', { name: '누구로 시작할까요?' });
    expect(
      screen.getByRole('button', {
        name: 'Kim Dana(으)로 로그인, 개발자, team1',
      }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'English' }));
    await screen.findByRole('heading', { name: 'Who are you today?' });
  });
});

describe("SignInPage with the company's sign-in", () => {
  const identity = {
    type: 'user' as const,
    userEntityRef: 'user:default/jun',
    ownershipEntityRefs: ['user:default/jun'],
  };
  const session = { token: 't', identity };

  it('goes on with a session that is still good', async () => {
    const getBackstageIdentity = jest.fn().mockResolvedValue(session);
    const { onSignInSuccess } = open({
      provider: 'oidc',
      company: {
        getBackstageIdentity,
        getProfile: async () => ({ displayName: 'Lee Jun' }),
      },
    });

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(getBackstageIdentity.mock.calls).toEqual([[{ optional: true }]]);
    const [signedIn] = onSignInSuccess.mock.calls[0];
    await expect(signedIn.getBackstageIdentity()).resolves.toEqual(identity);
    await expect(signedIn.getProfileInfo()).resolves.toEqual({
      displayName: 'Lee Jun',
    });
  });

  it('waits for the button when there is no session, and says why a sign-in failed', async () => {
    const getBackstageIdentity = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('Login failed, popup was closed'))
      .mockResolvedValueOnce(session);
    const { onSignInSuccess } = open({
      provider: 'oidc',
      company: { getBackstageIdentity, getProfile: async () => ({}) },
    });
    expect(
      screen.queryByRole('button', { name: /Sign in as/ }),
    ).not.toBeInTheDocument();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Login failed, popup was closed',
    );
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(getBackstageIdentity).toHaveBeenLastCalledWith({
      instantPopup: true,
    });
  });
});
