import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Answer, Json } from './target/ForgeClient';
import { create, eventually, SHA, startForgeStory } from './target/forgeStory';

jest.setTimeout(120_000);

const run = promisify(execFile);

describe('forge, git and events', () => {
  const story = startForgeStory();
  const { owner, person, repo } = story;

  describe('webhooks', () => {
    const secret = 'a-shared-secret';
    let receiver: Server;
    const events: {
      headers: IncomingHttpHeaders;
      body: string;
      json: Json;
    }[] = [];
    let made: Answer;

    beforeAll(async () => {
      receiver = createServer((request, response) => {
        let body = '';
        request.on('data', chunk => {
          body += chunk;
        });
        request.on('end', () => {
          events.push({
            headers: request.headers,
            body,
            json: JSON.parse(body),
          });
          response.end();
        });
      });
      await new Promise<void>(resolve => {
        receiver.listen(0, '127.0.0.1', resolve);
      });
      const { port } = receiver.address() as AddressInfo;
      made = await story.admin.post(`${repo}/hooks`, {
        type: 'gitea',
        config: {
          url: `http://127.0.0.1:${port}/hook`,
          content_type: 'json',
          secret,
        },
        events: ['pull_request', 'push'],
        active: true,
      });
    });

    afterAll(() => {
      receiver.closeAllConnections();
      receiver.close();
    });

    it('are made without showing the secret again', async () => {
      expect(made).toMatchObject({ status: 201, json: { active: true } });
      const { json } = await story.admin.get(`${repo}/hooks`);
      expect(JSON.stringify(json)).not.toContain(secret);
    });

    it('tells of pushes, pull requests and their merge, signed', async () => {
      const find = (event: string, action?: string) =>
        events.find(
          each =>
            each.headers['x-gitea-event'] === event &&
            (!action || each.json.action === action),
        );
      const arrived = (event: string, action?: string) =>
        eventually(
          async () => find(event, action),
          each => each !== undefined,
        );
      const number = await story.pull('hooked', 'hooked.yaml');
      await arrived('pull_request', 'opened');
      await story.commit('hooked', undefined, [create('more.yaml', '1')]);
      await arrived('pull_request', 'synchronized');
      await story.merge(number);
      await arrived('pull_request', 'closed');
      expect(find('push')?.json).toMatchObject({
        ref: 'refs/heads/hooked',
        before: '0'.repeat(40),
        repository: { full_name: `${owner}/gitops` },
        commits: [{ added: ['hooked.yaml'], removed: [], modified: [] }],
        pusher: { login: person },
      });
      expect(find('pull_request', 'opened')?.json).toMatchObject({
        number,
        pull_request: { head: { ref: 'hooked' }, merged: false },
      });
      expect(find('pull_request', 'synchronized')?.headers).toMatchObject({
        'x-gitea-event-type': 'pull_request_sync',
      });
      const closed = find('pull_request', 'closed');
      expect(closed?.json.pull_request).toMatchObject({
        merged: true,
        state: 'closed',
        merge_commit_sha: expect.stringMatching(SHA),
      });
      const signature = createHmac('sha256', secret)
        .update(closed!.body)
        .digest('hex');
      expect(closed?.headers).toMatchObject({
        'x-gitea-signature': signature,
        'x-hub-signature-256': `sha256=${signature}`,
        'x-gitea-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    });

    it('refuses a hook without an address, and forgets one', async () => {
      expect(
        await story.admin.post(`${repo}/hooks`, { type: 'gitea', config: {} }),
      ).toMatchObject({
        status: 422,
        json: { message: 'Missing config option: url' },
      });
      const [{ id }] = (await story.admin.get(`${repo}/hooks`)).json;
      expect((await story.admin.delete(`${repo}/hooks/${id}`)).status).toBe(
        204,
      );
      expect((await story.admin.delete(`${repo}/hooks/${id}`)).status).toBe(
        404,
      );
    });
  });

  describe('git over HTTP', () => {
    let folder: string;
    const git = (...args: string[]) =>
      run('git', args, {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          GIT_TERMINAL_PROMPT: '0',
          GIT_AUTHOR_NAME: '김다나',
          GIT_AUTHOR_EMAIL: 'dana@example.com',
          GIT_COMMITTER_NAME: '김다나',
          GIT_COMMITTER_EMAIL: 'dana@example.com',
        },
      });
    const address = (user?: string) => {
      const url = new URL(`${story.target.url}/${owner}/gitops.git`);
      if (user) {
        url.username = user;
        url.password = story.target.admin.token;
      }
      return url.href;
    };

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'forge-contract-'));
    });

    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it('clones and pushes a branch', async () => {
      await git('clone', '--quiet', address(story.target.admin.login), 'work');
      expect(readFileSync(join(folder, 'work/README.md'), 'utf8')).toContain(
        'gitops',
      );
      writeFileSync(join(folder, 'work/pushed.yaml'), 'p: 1\n');
      await git('-C', 'work', 'add', '.');
      await git('-C', 'work', 'commit', '--quiet', '-m', 'Push');
      await git('-C', 'work', 'push', '--quiet', 'origin', 'HEAD:pushed');
      const branch = await eventually(
        () => story.dana.get(`${repo}/branches/pushed`),
        ({ status }) => status === 200,
      );
      expect(branch.json.commit).toMatchObject({
        message: 'Push\n',
        author: { name: '김다나' },
      });
    });

    it('lets anybody read what is public, and asks before a push', async () => {
      const { stdout } = await git('ls-remote', address());
      expect(stdout).toContain('refs/heads/main');
      await expect(
        git('-C', 'work', 'push', '--quiet', address(), 'HEAD:nobody'),
      ).rejects.toThrow(/could not read Username/);
    });

    it('fetches a shallow copy, as Argo CD does', async () => {
      await git('init', '--quiet', 'shallow');
      await git(
        '-C',
        'shallow',
        'fetch',
        '--quiet',
        '--depth=1',
        address(story.target.admin.login),
        'main',
      );
      const { stdout } = await git(
        '-C',
        'shallow',
        'log',
        '--format=%H',
        'FETCH_HEAD',
      );
      expect(stdout.trim().split('\n')).toHaveLength(1);
    });
  });

  describe('a protected branch', () => {
    let made: Answer;

    beforeAll(async () => {
      made = await story.admin.post(`${repo}/branch_protections`, {
        rule_name: 'main',
        enable_push: false,
        enable_merge_whitelist: true,
        merge_whitelist_usernames: [story.target.admin.login],
      });
    });

    it('says that it is one', async () => {
      expect(made).toMatchObject({
        status: 201,
        json: { rule_name: 'main', enable_push: false },
      });
      const branch = await story.dana.get(`${repo}/branches/main`);
      expect(branch.json).toMatchObject({
        protected: true,
        user_can_push: false,
        user_can_merge: false,
      });
      const asAdmin = await story.admin.get(`${repo}/branches/main`);
      expect(asAdmin.json.effective_branch_protection_name).toBe('main');
      expect(
        await story.admin.post(`${repo}/branch_protections`, {
          rule_name: 'main',
        }),
      ).toMatchObject({
        status: 403,
        json: { message: 'Branch protection already exist' },
      });
    });

    it('takes no commit by the API, not even from an administrator', async () => {
      for (const [client, login] of [
        [story.dana, person],
        [story.admin, story.target.admin.login],
      ] as const)
        expect(
          await story.commit(
            'main',
            undefined,
            [create('direct', '1')],
            {},
            client,
          ),
        ).toMatchObject({
          status: 403,
          json: { message: `user cannot commit to repo [user: ${login}]` },
        });
    });

    it('takes no push', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'forge-contract-'));
      const url = new URL(`${story.target.url}/${owner}/gitops.git`);
      url.username = story.target.admin.login;
      url.password = story.target.admin.token;
      const options = {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, GIT_TERMINAL_PROMPT: '0' },
      };
      try {
        await run('git', ['clone', '--quiet', url.href, '.'], options);
        const identity = [
          '-c',
          'user.name=x',
          '-c',
          'user.email=x@example.com',
        ];
        await run(
          'git',
          [...identity, 'commit', '--quiet', '--allow-empty', '-m', 'Direct'],
          options,
        );
        await expect(
          run('git', ['push', '--quiet', 'origin', 'HEAD:main'], options),
        ).rejects.toThrow(/Not allowed to push to protected branch main/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('is merged into only by those who are named', async () => {
      const number = await story.pull('guarded', 'guarded.yaml');
      await story.mergeable(number);
      const refused = await eventually(
        () => story.dana.post(`${repo}/pulls/${number}/merge`, { Do: 'merge' }),
        answer => !answer.text.includes('try again'),
      );
      expect(refused).toMatchObject({
        status: 405,
        json: { message: 'User not allowed to merge PR' },
      });
      expect((await story.merge(number)).status).toBe(200);
    });
  });
});
