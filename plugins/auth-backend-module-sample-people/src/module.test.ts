import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { UserEntity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { SAMPLE_PERSON_HEADER } from './createSamplePeopleProvider';
import samplePeople from './index';

const dana: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'dev1', namespace: 'default' },
  spec: { memberOf: ['team1'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team1' }],
};

const ownMachine = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:3000',
    listen: { host: '127.0.0.1', port: 3000 },
  },
  auth: {
    environment: 'development',
    providers: {
      'sample-people': {
        people: [
          { userEntityRef: 'user:default/dev1', title: 'Kim Dana' },
          { userEntityRef: 'User:Gone' },
        ],
      },
    },
  },
};

function start(data: JsonObject = ownMachine) {
  return startTestBackend({
    features: [
      authPlugin,
      samplePeople,
      catalogServiceMock.factory({ entities: [dana] }),
      mockServices.rootConfig.factory({ data }),
    ],
  });
}

const refresh = '/api/auth/sample-people/refresh';

describe('authModuleSamplePeople', () => {
  it('signs the chosen person in, with what they own by the catalog', async () => {
    const { server } = await start();

    const response = await request(server)
      .get(refresh)
      .set(SAMPLE_PERSON_HEADER, 'user:default/dev1');

    expect(response.status).toBe(200);
    expect(response.body.profile).toEqual({ displayName: 'Kim Dana' });
    expect(response.body.backstageIdentity).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresInSeconds: expect.any(Number),
      identity: {
        type: 'user',
        userEntityRef: 'user:default/dev1',
        ownershipEntityRefs: ['user:default/dev1', 'group:default/team1'],
      },
    });
  });

  it('refuses someone who is not listed, even when the catalog knows them', async () => {
    const data = structuredClone(ownMachine);
    data.auth.providers['sample-people'].people.shift();
    const { server } = await start(data);

    const response = await request(server)
      .get(refresh)
      .set(SAMPLE_PERSON_HEADER, 'user:default/dev1');

    expect(response.status).toBe(403);
    expect(response.body.error.message).toMatch(/not one of the sample people/);
    expect(response.text).not.toContain('token');
  });

  it('refuses a request that chooses nobody', async () => {
    const { server } = await start();

    const response = await request(server).get(refresh);

    expect(response.status).toBe(401);
    expect(response.body.error.message).toMatch(/Nobody is chosen/);
  });

  it('says so while the catalog does not have the person yet', async () => {
    const { server } = await start();

    const response = await request(server)
      .get(refresh)
      .set(SAMPLE_PERSON_HEADER, 'user:default/gone');

    expect(response.status).toBe(503);
    expect(response.body.error.message).toMatch(
      /user:default\/gone yet.*Try again/,
    );
  });

  it('leaves a backend alone that does not configure it', async () => {
    const { server } = await start({
      ...ownMachine,
      auth: { environment: 'production' },
    });

    const response = await request(server)
      .get(refresh)
      .set(SAMPLE_PERSON_HEADER, 'user:default/dev1');

    expect(response.status).toBe(404);
  });
});

describe('the start with sample people', () => {
  const listening = (listen: JsonObject | string | number) => ({
    ...ownMachine,
    backend: { ...ownMachine.backend, listen },
  });
  const withPeople = (people: JsonObject[]) => ({
    ...ownMachine,
    auth: {
      ...ownMachine.auth,
      providers: { 'sample-people': { people } },
    },
  });
  const nodeEnv = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
  });

  it('fails when NODE_ENV is production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });

    await expect(start()).rejects.toThrow(
      /auth\.providers\.sample-people signs people in without a password .* NODE_ENV is production/,
    );
  });

  it.each([
    [
      'auth.environment is production',
      {
        ...ownMachine,
        auth: { ...ownMachine.auth, environment: 'production' },
      },
    ],
    [
      'auth.environment is not set',
      { ...ownMachine, auth: { providers: ownMachine.auth.providers } },
    ],
    [
      'backend.baseUrl is on naru.example.com',
      {
        ...ownMachine,
        backend: {
          ...ownMachine.backend,
          baseUrl: 'https://naru.example.com',
        },
      },
    ],
    [
      'backend.baseUrl is on localhost.example.com',
      {
        ...ownMachine,
        backend: {
          ...ownMachine.backend,
          baseUrl: 'https://localhost.example.com',
        },
      },
    ],
    ['connections on every address', listening({ port: 3000 })],
    ['connections on every address', listening(':3000')],
    ['connections on every address', listening(3000)],
    ['connections on 0.0.0.0', listening('0.0.0.0:3000')],
    ['connections on ::', listening({ host: '::' })],
    ['lists nobody', withPeople([])],
    [
      "people.0.userEntityRef: 'group:default/team1' is not the ref of a user",
      withPeople([{ userEntityRef: 'group:default/team1' }]),
    ],
    [
      "has 'user:default/dev1' twice",
      withPeople([
        { userEntityRef: 'user:default/dev1' },
        { userEntityRef: 'User:Dev1' },
      ]),
    ],
  ])('fails when %s', async (words, data) => {
    await expect(start(data)).rejects.toThrow(words);
  });

  it.each([
    listening('127.0.0.1:3000'),
    listening({ host: 'localhost' }),
    listening({ host: '::1' }),
    listening('[::1]:3000'),
  ])('goes on when it listens on this machine only', async data => {
    await expect(start(data)).resolves.toBeDefined();
  });
});
