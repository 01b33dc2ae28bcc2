import { ConfigReader } from '@backstage/config';
import { readRepositories } from './readRepositories';

const entry = {
  id: 'platform',
  type: 'gitea',
  url: 'https://git.example.com/gitea/',
  owner: 'platform',
  name: 'gitops',
  token: 'secret-token',
};

const read = (...repositories: object[]) =>
  readRepositories(
    new ConfigReader({ gitops: { repositories: repositories as never } }),
  );

describe('readRepositories', () => {
  it('reads what is configured and fills in the rest', () => {
    expect(read(entry)).toEqual([
      {
        ...entry,
        url: 'https://git.example.com/gitea',
        branch: 'main',
        cloneUrls: [],
      },
    ]);
    expect(readRepositories(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [{ id: 'Plat form' }, '[0].id must be lower-case letters'],
    [{ type: 'svn' }, '[0].type must be "gitea"'],
    [{ url: 'git.example.com' }, '[0].url must be an http(s) URL'],
    [{ url: 'https://a:b@git.example.com' }, '[0].url must hold no credential'],
    [{ owner: '../x' }, '[0].owner must be the name of an owner'],
    [{ cloneUrl: 'git.example.com' }, '[0].cloneUrl must be a URL that git'],
    [
      { cloneUrl: 'https://a:b@git.example.com/x.git' },
      '[0].cloneUrl must hold no credentials',
    ],
    [{ token: '' }, '[0].token must not be empty'],
  ])('refuses %j in one line without the token', (change, message) => {
    let error = new Error();
    try {
      read({ ...entry, ...change });
    } catch (e) {
      error = e as Error;
    }
    expect(error.message).toContain(`gitops.repositories${message}`);
    expect(error.message).not.toContain('secret-token');
    expect(error.message).not.toContain('\n');
  });

  it.each([
    'http://gitea.git.svc:3000/platform/gitops.git',
    'ssh://git@git.example.com/platform/gitops.git',
    'git@git.example.com:platform/gitops.git',
  ])('takes %s for a URL to clone from', cloneUrl => {
    expect(read({ ...entry, cloneUrl })).toMatchObject([{ cloneUrl }]);
  });

  it('refuses the same id twice', () => {
    expect(() => read(entry, entry)).toThrow(
      'gitops.repositories has two repositories "platform"',
    );
  });
});
