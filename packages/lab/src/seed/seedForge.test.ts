import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../clock/LabClock';
import { ForgeServer } from '../forge/ForgeServer';
import { seedForge } from './seedForge';

const person = (login: string, more = {}) => ({
  login,
  fullName: login,
  email: `${login}@example.com`,
  password: `password of ${login}`,
  token: `token-of-${login}`,
  ...more,
});

describe('seedForge', () => {
  let stateDir: string;
  let server: ForgeServer;
  let url: string;

  const ask = async (path: string, token: string) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      headers: { Authorization: `token ${token}` },
    });
    return answer.json();
  };
  const seed = (token = 'token-of-admin') =>
    seedForge({
      url,
      token,
      owner: 'platform',
      name: 'gitops',
      files: { 'README.md': '# gitops\n', 'kubernetes/a.yaml': 'a: 1\n' },
      mergers: ['admin'],
      writers: ['bot'],
    });

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lab-seed-'));
    server = ForgeServer.create({
      stateDir,
      clock: new RealClock(),
      people: [person('admin', { admin: true }), person('bot'), person('dev')],
    });
    ({ url } = await server.listen(0));
  });

  afterEach(async () => {
    await server.close();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('makes the repository with its files in one commit and protects main', async () => {
    await seed();
    const repository = '/repos/platform/gitops';
    expect(await ask(`${repository}/commits`, 'token-of-bot')).toHaveLength(1);
    expect(
      await ask(`${repository}/branches/main`, 'token-of-bot'),
    ).toMatchObject({
      protected: true,
      user_can_push: false,
      user_can_merge: false,
    });
    expect(await ask(repository, 'token-of-bot')).toMatchObject({
      permissions: { push: true, admin: false },
    });
    expect(await ask(repository, 'token-of-dev')).toMatchObject({
      permissions: { push: false, pull: true },
    });
  });

  it('changes nothing the second time', async () => {
    await seed();
    await seed();
    expect(
      await ask('/repos/platform/gitops/commits', 'token-of-admin'),
    ).toHaveLength(1);
  });

  it('says which call was refused, and why', async () => {
    await expect(seed('token-of-nobody')).rejects.toThrow(
      /^The forge refused GET \/user: 401 .*invalid username, password or token/,
    );
  });
});
