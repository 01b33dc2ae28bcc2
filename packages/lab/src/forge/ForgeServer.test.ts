import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RealClock } from '../clock/LabClock';
import type { ForgePerson } from './ForgePerson';
import { ForgeServer } from './ForgeServer';

const run = promisify(execFile);

function person(login: string, more: Partial<ForgePerson> = {}): ForgePerson {
  return {
    login,
    fullName: `Name of ${login}`,
    email: `${login}@example.com`,
    password: `password-of-${login}`,
    token: `token-of-${login}`,
    ...more,
  };
}

const PEOPLE = [
  person('ops', { admin: true, mayMerge: ['platform/gitops'] }),
  person('dev'),
  person('bot', { service: true, mayWrite: ['platform/gitops'] }),
];
const REPOSITORY = {
  owner: 'platform',
  name: 'gitops',
  files: { 'README.md': '# gitops\n', 'kubernetes/a.yaml': 'a: 1\n' },
  protectedBranch: 'main',
};

describe('ForgeServer', () => {
  let stateDir: string;
  let servers: ForgeServer[];
  let server: ForgeServer;
  let url: string;

  const start = async () => {
    server = ForgeServer.create({
      stateDir,
      clock: new RealClock(),
      people: PEOPLE,
    });
    servers.push(server);
    ({ url } = await server.listen(0));
    await server.createRepository(REPOSITORY);
  };
  const ask = async (
    method: string,
    path: string,
    options: { as?: string; basic?: string; body?: unknown } = {},
  ) => {
    const { as = 'bot', basic, body } = options;
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: basic
          ? `Basic ${Buffer.from(basic).toString('base64')}`
          : `token token-of-${as}`,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : undefined };
  };
  const propose = async (branch: string) => {
    await ask('POST', '/repos/platform/gitops/contents', {
      body: {
        branch: 'main',
        new_branch: branch,
        message: `Add ${branch}`,
        files: [
          {
            operation: 'create',
            path: `${branch}.yaml`,
            content: Buffer.from('b: 1\n').toString('base64'),
          },
        ],
      },
    });
    const pull = await ask('POST', '/repos/platform/gitops/pulls', {
      body: { head: branch, base: 'main', title: branch },
    });
    return pull.json.number as number;
  };

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lab-forge-'));
    servers = [];
    await start();
  });

  afterEach(async () => {
    await Promise.all(servers.map(each => each.close()));
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('makes a repository once', async () => {
    await server.createRepository({ ...REPOSITORY, files: { other: 'x' } });
    const { json } = await ask('GET', '/repos/platform/gitops/commits');
    expect(json).toHaveLength(1);
    const tree = await ask(
      'GET',
      '/repos/platform/gitops/git/trees/main?recursive=1',
    );
    expect(tree.json.tree.map((each: { path: string }) => each.path)).toEqual([
      'README.md',
      'kubernetes',
      'kubernetes/a.yaml',
    ]);
  });

  it('lists a folder by its own id too', async () => {
    const root = await ask('GET', '/repos/platform/gitops/git/trees/main');
    const { sha } = root.json.tree.find(
      (each: { path: string }) => each.path === 'kubernetes',
    );
    const folder = await ask('GET', `/repos/platform/gitops/git/trees/${sha}`);
    expect(folder.json).toMatchObject({ sha, tree: [{ path: 'a.yaml' }] });
    const nothing = await ask(
      'GET',
      `/repos/platform/gitops/git/trees/${'0'.repeat(40)}`,
    );
    expect(nothing.status).toBe(400);
  });

  it('takes a password where Gitea does, and no wrong one', async () => {
    const right = await ask('GET', '/user', { basic: 'dev:password-of-dev' });
    expect(right).toMatchObject({ status: 200, json: { login: 'dev' } });
    const wrong = await ask('GET', '/user', { basic: 'dev:password-of-ops' });
    expect(wrong.status).toBe(401);
  });

  it('lets the bot push branches, the platform engineer merge, and a developer read', async () => {
    const number = await propose('one');
    const merge = (as: string) =>
      ask('POST', `/repos/platform/gitops/pulls/${number}/merge`, {
        as,
        body: { Do: 'merge' },
      });
    expect(await merge('bot')).toMatchObject({
      status: 405,
      json: { message: 'User not allowed to merge PR' },
    });
    expect((await merge('dev')).status).toBe(405);
    expect((await merge('ops')).status).toBe(200);
    const refused = await ask('POST', '/repos/platform/gitops/branches', {
      as: 'dev',
      body: { new_branch_name: 'mine' },
    });
    expect(refused.status).toBe(403);
  });

  it('goes on where it was, also when it was not ended properly', async () => {
    const first = await propose('kept');
    await start();
    const { json } = await ask('GET', `/repos/platform/gitops/pulls/${first}`);
    expect(json).toMatchObject({ title: 'kept', state: 'open' });
    const second = await propose('after');
    expect(second).toBe(first + 1);
  });

  it('ends a merge that was cut short between git and its own file', async () => {
    const number = await propose('cut');
    const before = readFileSync(join(stateDir, 'forge.json'), 'utf8');
    await ask('POST', `/repos/platform/gitops/pulls/${number}/merge`, {
      as: 'ops',
      body: { Do: 'merge' },
    });
    const branch = await ask('GET', '/repos/platform/gitops/branches/main');
    const sha = branch.json.commit.id;
    const record = JSON.parse(before);
    record.repositories[0].pulls[0].merging = { sha, by: 'ops' };
    await server.close();
    writeFileSync(join(stateDir, 'forge.json'), JSON.stringify(record));
    await start();
    const { json } = await ask('GET', `/repos/platform/gitops/pulls/${number}`);
    expect(json).toMatchObject({ merged: true, merge_commit_sha: sha });
  });

  it('keeps no password and no token in its file', async () => {
    await ask('POST', '/admin/users', {
      as: 'ops',
      body: { username: 'new', email: 'n@example.com', password: 'a-password' },
    });
    const token = await ask('POST', '/users/new/tokens', {
      basic: 'new:a-password',
      body: { name: 'cli' },
    });
    expect(token.status).toBe(201);
    const file = readFileSync(join(stateDir, 'forge.json'), 'utf8');
    expect(file).not.toContain('a-password');
    expect(file).not.toContain(token.json.sha1);
    expect(file).not.toContain('token-of-');
    await start();
    const again = await ask('GET', '/user', {
      basic: `new:${token.json.sha1}`,
    });
    expect(again.json).toMatchObject({ login: 'new' });
  });

  it('fails, slows down and breaks connections on command', async () => {
    server.faults.failNext = 1;
    expect((await ask('GET', '/version')).status).toBe(500);
    expect((await ask('GET', '/version')).status).toBe(200);
    server.faults.latencyMs = 60;
    const begun = performance.now();
    await ask('GET', '/version');
    expect(performance.now() - begun).toBeGreaterThan(50);
    server.faults.latencyMs = 0;
    server.faults.cut = true;
    await expect(ask('GET', '/version')).rejects.toThrow();
    server.faults.cut = false;
    expect((await ask('GET', '/version')).status).toBe(200);
  });

  it('does not let a name lead out of its folder', async () => {
    for (const name of ['..', '.', 'a/b', '..%2f..', 'x.git']) {
      const { status } = await ask('POST', '/orgs/platform/repos', {
        as: 'ops',
        body: { name },
      });
      expect(status).toBe(422);
    }
    const bad = await fetch(
      `${url}/..%2f..%2fetc/passwd.git/info/refs?service=git-upload-pack`,
    );
    expect(bad.status).toBe(401);
  });

  it('refuses a push to the protected branch in git', async () => {
    const folder = join(stateDir, 'clone');
    const address = `${url.replace(
      '//',
      '//ops:password-of-ops@',
    )}/platform/gitops.git`;
    const git = (...args: string[]) =>
      run('git', args, {
        env: {
          PATH: process.env.PATH,
          HOME: stateDir,
          GIT_AUTHOR_NAME: 'x',
          GIT_AUTHOR_EMAIL: 'x@example.com',
          GIT_COMMITTER_NAME: 'x',
          GIT_COMMITTER_EMAIL: 'x@example.com',
        },
      });
    await git('clone', '--quiet', address, folder);
    await git('-C', folder, 'commit', '--quiet', '--allow-empty', '-m', 'x');
    await expect(
      git('-C', folder, 'push', '--quiet', 'origin', 'HEAD:main'),
    ).rejects.toThrow(/Not allowed to push to protected branch main/);
    await git('-C', folder, 'push', '--quiet', 'origin', 'HEAD:side');
    await expect(
      git('-C', folder, 'push', '--quiet', 'origin', 'HEAD:refs/pull/9/head'),
    ).rejects.toThrow();
  });
});
