import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Answer, ForgeClient, type Json } from './target/ForgeClient';
import { type ForgeTarget, openForgeTarget } from './target/forgeTarget';

jest.setTimeout(120_000);

const run = promisify(execFile);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const SHA = /^[0-9a-f]{40}$/;
const mark = randomBytes(5).toString('hex');
const owner = `platform-${mark}`;
const person = `dana-${mark}`;
const stranger = `jun-${mark}`;
const repo = `/repos/${owner}/gitops`;

/** Tries until the check holds: a real Gitea does part of its work in queues. */
async function eventually<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (holds(value) || Date.now() > end) return value;
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

describe('forge', () => {
  let target: ForgeTarget;
  let admin: ForgeClient;
  let dana: ForgeClient;
  let jun: ForgeClient;
  let receiver: Server;
  const events: { headers: IncomingHttpHeaders; body: string; json: Json }[] =
    [];

  const commit = (
    branch: string,
    newBranch: string | undefined,
    files: Json[],
    more: Json = {},
    client = dana,
  ): Promise<Answer> =>
    client.post(`${repo}/contents`, {
      branch,
      new_branch: newBranch,
      message: `Change ${newBranch ?? branch}`,
      files,
      ...more,
    });

  const create = (path: string, text: string) => ({
    operation: 'create',
    path,
    content: base64(text),
  });

  const pull = async (branch: string, path: string, text = 'x\n') => {
    await commit('main', branch, [create(path, text)]);
    const opened = await dana.post(`${repo}/pulls`, {
      head: branch,
      base: 'main',
      title: `Pull ${branch}`,
      body: 'Why: **because**',
    });
    return opened.json.number as number;
  };

  const mergeable = (number: number) =>
    eventually(
      () => admin.get(`${repo}/pulls/${number}`),
      answer => answer.json.mergeable === true,
    );

  const merge = async (number: number, body: Json = { Do: 'merge' }) => {
    await mergeable(number);
    return eventually(
      () => admin.post(`${repo}/pulls/${number}/merge`, body),
      answer => answer.text.includes('try again') === false,
    );
  };

  beforeAll(async () => {
    target = await openForgeTarget();
    admin = new ForgeClient(target);
    dana = new ForgeClient(target, person);
    jun = new ForgeClient(target, stranger);
    for (const [username, full_name] of [
      [person, '김다나'],
      [stranger, '이준'],
    ])
      await admin.post('/admin/users', {
        username,
        full_name,
        email: `${username}@example.com`,
        password: randomBytes(12).toString('hex'),
        must_change_password: false,
      });
    await admin.post('/orgs', { username: owner });
    await admin.post(`/orgs/${owner}/repos`, {
      name: 'gitops',
      default_branch: 'main',
      auto_init: true,
      private: false,
    });
    await admin.put(`${repo}/collaborators/${person}`, { permission: 'write' });
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
  });

  afterAll(async () => {
    await admin.delete(repo);
    await admin.delete(`/repos/${owner}/empty`);
    await admin.delete(`/repos/${owner}/hidden`);
    await admin.delete(`/orgs/${owner}`);
    for (const login of [person, stranger])
      await admin.delete(`/admin/users/${login}?purge=true`);
    receiver.closeAllConnections();
    receiver.close();
    await target.close();
  });

  describe('who asks', () => {
    it('tells its version', async () => {
      const answer = await admin.ask('GET', '/version', undefined, {});
      expect(answer.json.version).toMatch(/^1\./);
    });

    it('knows the owner of a token, given as token, Bearer or basic password', async () => {
      const { login, token } = target.admin;
      for (const authorization of [
        `token ${token}`,
        `Bearer ${token}`,
        `Basic ${base64(`${login}:${token}`)}`,
        `Basic ${base64(`${token}:x-oauth-basic`)}`,
      ]) {
        const answer = await admin.ask('GET', '/user', undefined, {
          authorization,
        });
        expect(answer).toMatchObject({
          status: 200,
          json: { login, is_admin: true },
        });
      }
    });

    it('refuses a wrong token and no token in different words', async () => {
      const wrong = await admin.ask('GET', '/user', undefined, {
        authorization: 'token wrong',
      });
      const none = await admin.ask('GET', '/user', undefined, {});
      expect(wrong).toMatchObject({
        status: 401,
        json: { message: 'invalid username, password or token' },
      });
      expect(none).toMatchObject({
        status: 401,
        json: { message: 'token is required' },
      });
    });

    it('refuses a wrong token even where none is needed', async () => {
      const answer = await admin.ask('GET', repo, undefined, {
        authorization: 'token wrong',
      });
      expect(answer.status).toBe(401);
    });

    it('lets an administrator act for somebody, nobody else', async () => {
      expect((await dana.get('/user')).json).toMatchObject({
        login: person,
        full_name: '김다나',
      });
    });

    it('answers 404 for unknown people', async () => {
      expect(await admin.get(`/users/nobody-${mark}`)).toMatchObject({
        status: 404,
        json: {
          message: `user redirect does not exist [name: nobody-${mark}]`,
        },
      });
    });

    it('keeps administration to administrators', async () => {
      expect(await dana.post('/admin/users', {})).toMatchObject({
        status: 403,
        json: { message: 'user should be the site admin' },
      });
    });
  });

  describe('repositories', () => {
    it('describes one with default branch, addresses and what the asker may do', async () => {
      expect((await dana.get(repo)).json).toMatchObject({
        full_name: `${owner}/gitops`,
        owner: { login: owner },
        default_branch: 'main',
        empty: false,
        private: false,
        clone_url: `${target.url}/${owner}/gitops.git`,
        html_url: `${target.url}/${owner}/gitops`,
        permissions: { admin: false, push: true, pull: true },
      });
    });

    it('refuses to make one twice, or under a name that cannot be', async () => {
      const path = `/orgs/${owner}/repos`;
      expect(await admin.post(path, { name: 'gitops' })).toMatchObject({
        status: 409,
        json: { message: 'The repository with the same name already exists.' },
      });
      expect(await admin.post(path, { name: 'not good' })).toMatchObject({
        status: 422,
        json: { message: '[Name]: AlphaDashDot' },
      });
      expect(await admin.post('/orgs', { username: owner })).toMatchObject({
        status: 422,
        json: { message: `user already exists [name: ${owner}]` },
      });
    });

    it('answers 404 for what is not there and for what is private', async () => {
      await admin.post(`/orgs/${owner}/repos`, {
        name: 'hidden',
        private: true,
      });
      expect((await admin.get(`/repos/${owner}/none`)).status).toBe(404);
      expect((await jun.get(`/repos/${owner}/hidden`)).status).toBe(404);
      const nobody = await admin.ask(
        'GET',
        `/repos/${owner}/hidden`,
        undefined,
        {},
      );
      expect(nobody).toMatchObject({
        status: 404,
        json: { message: 'not found' },
      });
    });

    it('says of an empty repository that it is empty, and takes a first commit', async () => {
      const empty = `/repos/${owner}/empty`;
      await admin.post(`/orgs/${owner}/repos`, {
        name: 'empty',
        default_branch: 'main',
      });
      expect((await admin.get(empty)).json.empty).toBe(true);
      expect((await admin.get(`${empty}/branches`)).json).toBeNull();
      expect((await admin.get(`${empty}/contents`)).status).toBe(404);
      expect((await admin.get(`${empty}/commits`)).status).toBe(409);
      const first = await admin.post(`${empty}/contents`, {
        branch: 'main',
        message: 'First',
        files: [create('a/b.yaml', 'x: 1\n')],
      });
      expect(first).toMatchObject({
        status: 201,
        json: { commit: { parents: [], message: 'First\n' } },
      });
      expect((await admin.get(`${empty}/branches/main`)).status).toBe(200);
    });

    it('refuses other methods with 405 and unknown paths with 404', async () => {
      expect((await admin.put(repo, {})).status).toBe(405);
      expect((await admin.get('/nonsense')).status).toBe(404);
    });
  });

  describe('files', () => {
    it('commits several files on a new branch at once, with the author named in Korean', async () => {
      const answer = await commit(
        'main',
        'naru/vm/team1-staging/web-01',
        [
          create('kubernetes/a.yaml', 'a: 1\n'),
          create('kubernetes/b.yaml', 'b: 1\n'),
        ],
        {
          message: 'vms: Add web-01\n\n나루에서 요청함',
          author: { name: '김다나', email: 'dana@example.com' },
          committer: { name: 'Naru', email: 'naru@example.com' },
        },
      );
      expect(answer).toMatchObject({
        status: 201,
        json: {
          files: [
            { path: 'kubernetes/a.yaml', type: 'file', size: 5 },
            { path: 'kubernetes/b.yaml' },
          ],
          commit: {
            message: 'vms: Add web-01\n\n나루에서 요청함\n',
            author: { name: '김다나', email: 'dana@example.com' },
            committer: { name: 'Naru', email: 'naru@example.com' },
          },
        },
      });
      expect(answer.json.commit.sha).toMatch(SHA);
      const branch = await dana.get(
        `${repo}/branches/naru%2Fvm%2Fteam1-staging%2Fweb-01`,
      );
      expect(branch.json).toMatchObject({
        name: 'naru/vm/team1-staging/web-01',
        commit: { id: answer.json.commit.sha },
        protected: false,
      });
    });

    it('refuses a new branch that exists, and a base branch that does not', async () => {
      await commit('main', 'twice', [create('t', '1')]);
      expect(await commit('main', 'twice', [create('t', '1')])).toMatchObject({
        status: 422,
        json: { message: 'branch already exists [name: twice]' },
      });
      const missing = await commit('no-such', undefined, [create('t', '1')]);
      expect(missing.status).toBe(404);
      expect(missing.json.message).toMatch(
        /^branch does not exist \[repo_id: /,
      );
    });

    it('takes the file sha as a lock', async () => {
      const first = await commit('main', 'lock', [create('locked', 'one\n')]);
      const [{ sha }] = first.json.files;
      const change = (given: string, text: string) =>
        commit('lock', undefined, [
          {
            operation: 'update',
            path: 'locked',
            content: base64(text),
            sha: given,
          },
        ]);
      expect((await change(sha, 'two\n')).status).toBe(201);
      const stale = await change(sha, 'three\n');
      expect(stale.status).toBe(422);
      expect(stale.json.message).toMatch(
        new RegExp(
          `^sha does not match \\[given: ${sha}, expected: [0-9a-f]{40}\\]$`,
        ),
      );
      const raw = await dana.get(`${repo}/raw/locked?ref=lock`);
      expect(raw.text).toBe('two\n');
    });

    it('writes all files or none', async () => {
      await commit('main', 'all-or-none', [create('there', '1')]);
      const before = await dana.get(`${repo}/branches/all-or-none`);
      const answer = await commit('all-or-none', undefined, [
        create('fresh', '1'),
        create('there', '2'),
      ]);
      expect(answer).toMatchObject({
        status: 422,
        json: { message: 'repository file already exists [path: there]' },
      });
      const after = await dana.get(`${repo}/branches/all-or-none`);
      expect(after.json.commit.id).toBe(before.json.commit.id);
    });

    it('refuses to change or delete what is not there', async () => {
      for (const operation of ['update', 'delete'])
        expect(
          await commit('all-or-none', undefined, [
            { operation, path: 'gone', content: '', sha: '1'.repeat(40) },
          ]),
        ).toMatchObject({
          status: 404,
          json: { message: 'object does not exist [id: , rel_path: gone]' },
        });
    });

    it('deletes a file in the same call that adds another', async () => {
      const first = await commit('main', 'swap', [create('old', '1')]);
      const answer = await commit('swap', undefined, [
        { operation: 'delete', path: 'old', sha: first.json.files[0].sha },
        create('new', '2'),
      ]);
      expect(answer.status).toBe(201);
      expect(answer.json.files[0]).toBeNull();
      expect((await dana.get(`${repo}/contents/old?ref=swap`)).status).toBe(
        404,
      );
    });

    it('refuses what is not base64 and paths into .git', async () => {
      expect(
        await commit('all-or-none', undefined, [
          { operation: 'create', path: 'n', content: '***' },
        ]),
      ).toMatchObject({
        status: 422,
        json: { message: 'illegal base64 data at input byte 0' },
      });
      expect(
        await commit('all-or-none', undefined, [create('.git/config', '')]),
      ).toMatchObject({
        status: 422,
        json: {
          message:
            'path contains a malformed path component [path: .git/config]',
        },
      });
      const outside = await commit('all-or-none', undefined, [
        create('../x', ''),
      ]);
      expect(outside.status).toBeGreaterThanOrEqual(422);
    });

    it('names what a body lacks', async () => {
      expect(
        await dana.post(`${repo}/contents`, { branch: 'swap', message: 'm' }),
      ).toMatchObject({ status: 422, json: { message: '[Files]: Required' } });
      expect((await dana.post(`${repo}/contents`, '{bad')).status).toBe(422);
    });

    it('makes itself the message and the author when none is given', async () => {
      const answer = await commit('swap', undefined, [create('plain', '1')], {
        message: undefined,
      });
      expect(answer.json.commit).toMatchObject({
        message: 'Add plain\n',
        author: { name: '김다나', email: `${person}@example.com` },
        committer: { name: '김다나' },
      });
    });

    it('takes the author for the committer when only the author is given', async () => {
      const answer = await commit('lock', undefined, [create('by', '1')], {
        author: { name: '이준', email: 'jun@example.com' },
      });
      expect(answer.json.commit).toMatchObject({
        author: { name: '이준', email: 'jun@example.com' },
        committer: { name: '이준', email: 'jun@example.com' },
      });
    });

    it('reads a file with its content and a folder without', async () => {
      const ref = 'ref=naru/vm/team1-staging/web-01';
      const file = await dana.get(`${repo}/contents/kubernetes/a.yaml?${ref}`);
      expect(file.json).toMatchObject({
        name: 'a.yaml',
        path: 'kubernetes/a.yaml',
        type: 'file',
        encoding: 'base64',
        content: base64('a: 1\n'),
        size: 5,
      });
      expect(file.json.sha).toMatch(SHA);
      const folder = await dana.get(`${repo}/contents/kubernetes?${ref}`);
      expect(folder.json).toMatchObject([
        { name: 'a.yaml', content: null },
        { name: 'b.yaml', type: 'file' },
      ]);
      const root = await dana.get(`${repo}/contents?${ref}`);
      expect(root.json.map((each: Json) => [each.name, each.type])).toEqual(
        expect.arrayContaining([['kubernetes', 'dir']]),
      );
    });

    it('answers 404 for a path or a reference that does not exist', async () => {
      expect(await dana.get(`${repo}/contents/no/such.yaml`)).toMatchObject({
        status: 404,
      });
      expect(
        await dana.get(`${repo}/contents/README.md?ref=no-such`),
      ).toMatchObject({
        status: 404,
        json: { errors: ['object does not exist [id: no-such, rel_path: ]'] },
      });
      expect((await dana.get(`${repo}/raw/no-such`)).status).toBe(404);
    });

    it('gives files as they are, also at their web address', async () => {
      const path = 'kubernetes/a.yaml';
      const branch = 'naru/vm/team1-staging/web-01';
      const raw = await dana.get(`${repo}/raw/${path}?ref=${branch}`);
      expect(raw.text).toBe('a: 1\n');
      const page = await fetch(
        `${target.url}/${owner}/gitops/raw/branch/${branch}/${path}`,
      );
      expect(await page.text()).toBe('a: 1\n');
      expect(page.headers.get('content-type')).toMatch(/^text\/plain/);
    });

    it('changes single files by path', async () => {
      await commit('main', 'single', [create('one', '1')]);
      const path = `${repo}/contents/dir/file.txt`;
      const made = await dana.post(path, {
        branch: 'single',
        message: 'm',
        content: base64('1'),
      });
      expect(made).toMatchObject({
        status: 201,
        json: { content: { path: 'dir/file.txt' } },
      });
      const { sha } = made.json.content;
      expect(
        await dana.put(path, { branch: 'single', content: base64('2') }),
      ).toMatchObject({
        status: 422,
        json: {
          message: 'repository file already exists [path: dir/file.txt]',
        },
      });
      const changed = await dana.put(path, {
        branch: 'single',
        content: base64('2'),
        sha,
      });
      expect(changed.status).toBe(200);
      expect(await dana.delete(path, { branch: 'single', sha })).toMatchObject({
        status: 422,
      });
      const gone = await dana.delete(path, {
        branch: 'single',
        sha: changed.json.content.sha,
      });
      expect(gone).toMatchObject({ status: 200, json: { content: null } });
    });

    it('lists the tree of a branch', async () => {
      const answer = await dana.get(`${repo}/git/trees/swap?recursive=true`);
      expect(answer.json.tree).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            path: 'new',
            type: 'blob',
            mode: '100644',
          }),
        ]),
      );
      expect(answer.json.truncated).toBe(false);
      const blob = answer.json.tree.find((each: Json) => each.path === 'new');
      expect(
        (await dana.get(`${repo}/git/blobs/${blob.sha}`)).json,
      ).toMatchObject({ content: base64('2'), encoding: 'base64', size: 1 });
    });
  });

  describe('branches and commits', () => {
    it('makes, lists and deletes branches', async () => {
      const wish = { new_branch_name: 'made', old_ref_name: 'main' };
      const made = await dana.post(`${repo}/branches`, wish);
      expect(made).toMatchObject({ status: 201, json: { name: 'made' } });
      expect(await dana.post(`${repo}/branches`, wish)).toMatchObject({
        status: 409,
        json: { message: 'The branch already exists.' },
      });
      const list = await dana.get(`${repo}/branches?limit=50`);
      expect(list.json.map((each: Json) => each.name)).toContain('made');
      expect(Number(list.headers.get('x-total-count'))).toBe(list.json.length);
      expect((await dana.delete(`${repo}/branches/made`)).status).toBe(204);
      expect((await dana.get(`${repo}/branches/made`)).status).toBe(404);
    });

    it('refuses names that cannot be, and the end of the default branch', async () => {
      expect(
        await dana.post(`${repo}/branches`, { new_branch_name: 'a b' }),
      ).toMatchObject({
        status: 422,
        json: { message: '[BranchName]: GitRefName' },
      });
      expect(await dana.delete(`${repo}/branches/main`)).toMatchObject({
        status: 403,
        json: {
          message: 'can not delete default or pull request target branch',
        },
      });
    });

    it('lists commits, a page at a time', async () => {
      const answer = await dana.get(`${repo}/commits?sha=swap&limit=1`);
      expect(Number(answer.headers.get('x-total-count'))).toBeGreaterThan(2);
      expect(answer.headers.get('link')).toContain('rel="next"');
      expect(answer.json).toMatchObject([
        {
          commit: { message: 'Add plain\n' },
          files: [{ filename: 'plain', status: 'added' }],
        },
      ]);
      expect((await dana.get(`${repo}/commits?sha=no-such`)).status).toBe(404);
    });

    it('keeps what checks say of a commit, and the worst of it', async () => {
      const { json } = await dana.get(`${repo}/branches/swap`);
      const sha = json.commit.id;
      const none = await dana.get(`${repo}/commits/swap/status`);
      expect(none.json).toMatchObject({ sha, total_count: 0, statuses: null });
      const say = (state: string, context: string) =>
        dana.post(`${repo}/statuses/${sha}`, {
          state,
          context,
          description: 'said',
          target_url: 'http://ci.example.com/1',
        });
      expect(await say('success', 'naru/schema')).toMatchObject({
        status: 201,
        json: { status: 'success', context: 'naru/schema' },
      });
      await say('failure', 'naru/quota');
      const both = await dana.get(`${repo}/commits/${sha}/status`);
      expect(both.json).toMatchObject({ state: 'failure', total_count: 2 });
      await say('success', 'naru/quota');
      const mended = await dana.get(`${repo}/commits/${sha}/status`);
      expect(mended.json).toMatchObject({ state: 'success', total_count: 2 });
      expect((await say('success', 'x')).status).toBe(201);
      const unknown = await dana.post(`${repo}/statuses/${'0'.repeat(40)}`, {
        state: 'success',
      });
      expect(unknown.status).toBe(500);
    });
  });

  describe('rights', () => {
    it('lets people without write access read, and refuses their changes', async () => {
      expect((await jun.get(`${repo}/contents/README.md`)).status).toBe(200);
      expect(
        await commit('main', 'mine', [create('m', '1')], {}, jun),
      ).toMatchObject({
        status: 403,
        json: {
          message:
            'user should have a permission to write to the target branch',
        },
      });
      expect(
        await jun.post(`${repo}/branches`, { new_branch_name: 'mine' }),
      ).toMatchObject({
        status: 403,
        json: { message: 'user should have a permission to write to a repo' },
      });
    });

    it('asks for a token before any change', async () => {
      expect(
        await admin.ask('POST', `${repo}/contents`, { files: [] }, {}),
      ).toMatchObject({ status: 401, json: { message: 'token is required' } });
    });

    it('keeps hooks and protections to those who administer the repository', async () => {
      for (const path of ['hooks', 'branch_protections'])
        expect(await dana.post(`${repo}/${path}`, {})).toMatchObject({
          status: 403,
          json: {
            message:
              'user should be an owner or a collaborator with admin write of a repository',
          },
        });
    });
  });

  describe('webhooks', () => {
    const secret = 'a-shared-secret';
    let made: Answer;

    beforeAll(async () => {
      const { port } = receiver.address() as AddressInfo;
      made = await admin.post(`${repo}/hooks`, {
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

    it('are made without showing the secret again', async () => {
      expect(made).toMatchObject({ status: 201, json: { active: true } });
      const { json } = await admin.get(`${repo}/hooks`);
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
      const number = await pull('hooked', 'hooked.yaml');
      await arrived('pull_request', 'opened');
      await commit('hooked', undefined, [create('more.yaml', '1')]);
      await arrived('pull_request', 'synchronized');
      await merge(number);
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
        await admin.post(`${repo}/hooks`, { type: 'gitea', config: {} }),
      ).toMatchObject({
        status: 422,
        json: { message: 'Missing config option: url' },
      });
      const [{ id }] = (await admin.get(`${repo}/hooks`)).json;
      expect((await admin.delete(`${repo}/hooks/${id}`)).status).toBe(204);
      expect((await admin.delete(`${repo}/hooks/${id}`)).status).toBe(404);
    });
  });

  describe('pull requests', () => {
    it('opens one and describes it', async () => {
      const number = await pull(
        'naru/vm/one',
        'kubernetes/one.yaml',
        'a: 1\nb: 2\n',
      );
      const answer = await mergeable(number);
      expect(answer.json).toMatchObject({
        number,
        title: 'Pull naru/vm/one',
        body: 'Why: **because**',
        state: 'open',
        merged: false,
        merged_at: null,
        merge_commit_sha: null,
        mergeable: true,
        user: { login: person },
        head: { ref: 'naru/vm/one', label: 'naru/vm/one' },
        base: { ref: 'main' },
        additions: 2,
        deletions: 0,
        changed_files: 1,
        html_url: `${target.url}/${owner}/gitops/pulls/${number}`,
      });
      expect(answer.json.head.sha).toMatch(SHA);
    });

    it('refuses a second one for the same branches', async () => {
      const answer = await dana.post(`${repo}/pulls`, {
        head: 'naru/vm/one',
        base: 'main',
        title: 'again',
      });
      expect(answer.status).toBe(409);
      expect(answer.json.message).toMatch(
        /^pull request already exists for these targets \[id: \d+, issue_id: \d+, .*head_branch: naru\/vm\/one, base_branch: main\]$/,
      );
    });

    it('refuses branches that do not exist, no title, and a branch into itself', async () => {
      const open = (body: Json) => dana.post(`${repo}/pulls`, body);
      const missing = { status: 404, json: { message: 'not found' } };
      expect(
        await open({ head: 'no-such', base: 'main', title: 't' }),
      ).toMatchObject(missing);
      expect(
        await open({ head: 'swap', base: 'no-such', title: 't' }),
      ).toMatchObject(missing);
      expect(await open({ head: 'swap', base: 'main' })).toMatchObject({
        status: 422,
        json: { message: '[Title]: Required' },
      });
      expect(
        (await open({ head: 'main', base: 'main', title: 't' })).status,
      ).toBe(422);
    });

    it('finds one by its branches', async () => {
      const found = await dana.get(`${repo}/pulls/main/naru/vm/one`);
      expect(found.json).toMatchObject({
        state: 'open',
        head: { ref: 'naru/vm/one' },
      });
      expect((await dana.get(`${repo}/pulls/main/no-such`)).status).toBe(404);
    });

    it('lists by state, newest first, with the total in a header', async () => {
      const second = await pull('naru/vm/listed', 'listed.yaml');
      const open = await dana.get(`${repo}/pulls?state=open&limit=1`);
      expect(open.json).toMatchObject([{ number: second, state: 'open' }]);
      expect(Number(open.headers.get('x-total-count'))).toBeGreaterThan(1);
      const next = await dana.get(`${repo}/pulls?state=open&limit=1&page=2`);
      expect(next.json[0].number).toBeLessThan(second);
      const oldest = await dana.get(`${repo}/pulls?state=all&sort=oldest`);
      expect(oldest.json[0].number).toBe(1);
    });

    it('shows the files and the difference', async () => {
      const { number } = (await dana.get(`${repo}/pulls/main/naru/vm/one`))
        .json;
      const files = await dana.get(`${repo}/pulls/${number}/files`);
      expect(files.json).toMatchObject([
        {
          filename: 'kubernetes/one.yaml',
          status: 'added',
          additions: 2,
          deletions: 0,
          changes: 2,
        },
      ]);
      expect(files.headers.get('x-total-count')).toBe('1');
      const diff = await dana.get(`${repo}/pulls/${number}.diff`);
      expect(diff.text).toContain(
        '+++ b/kubernetes/one.yaml\n@@ -0,0 +1,2 @@\n+a: 1\n',
      );
      const commits = await dana.get(`${repo}/pulls/${number}/commits`);
      expect(commits.json).toHaveLength(1);
    });

    it('tells changed and deleted files apart', async () => {
      await commit('main', 'kinds', [create('kept', '1\n')]);
      const first = await dana.get(`${repo}/contents/README.md`);
      await commit('kinds', undefined, [
        {
          operation: 'update',
          path: 'README.md',
          content: base64('# new\n'),
          sha: first.json.sha,
        },
      ]);
      const opened = await dana.post(`${repo}/pulls`, {
        head: 'kinds',
        base: 'main',
        title: 'kinds',
      });
      const files = await dana.get(`${repo}/pulls/${opened.json.number}/files`);
      expect(
        files.json.map((each: Json) => [each.filename, each.status]),
      ).toEqual([
        ['README.md', 'changed'],
        ['kept', 'added'],
      ]);
    });

    it('changes title, text and state', async () => {
      const number = await pull('edited', 'edited.yaml');
      const path = `${repo}/pulls/${number}`;
      expect(
        await dana.patch(path, { title: 'new title', body: 'new body' }),
      ).toMatchObject({
        status: 201,
        json: { title: 'new title', body: 'new body', state: 'open' },
      });
      expect(await dana.patch(path, { state: 'closed' })).toMatchObject({
        status: 201,
        json: { state: 'closed', merged: false },
      });
      expect((await admin.post(`${path}/merge`, { Do: 'merge' })).status).toBe(
        404,
      );
      expect(await dana.patch(path, { state: 'open' })).toMatchObject({
        status: 201,
        json: { state: 'open' },
      });
    });

    it('keeps remarks', async () => {
      const { number } = (await dana.get(`${repo}/pulls/main/edited`)).json;
      const path = `${repo}/issues/${number}/comments`;
      expect(
        await dana.post(path, { body: '확인 부탁드립니다' }),
      ).toMatchObject({
        status: 201,
        json: { body: '확인 부탁드립니다', user: { login: person } },
      });
      expect((await dana.get(path)).json).toHaveLength(1);
      expect(await dana.post(path, {})).toMatchObject({
        status: 422,
        json: { message: '[Body]: Required' },
      });
    });

    it('merges with a merge commit and says so ever after', async () => {
      const number = await pull('merged', 'merged.yaml');
      const path = `${repo}/pulls/${number}`;
      expect((await dana.get(`${path}/merge`)).status).toBe(404);
      const merged = await merge(number);
      expect(merged).toMatchObject({ status: 200, text: '' });
      expect((await dana.get(`${path}/merge`)).status).toBe(204);
      const answer = await dana.get(path);
      expect(answer.json).toMatchObject({
        state: 'closed',
        merged: true,
        merged_by: { login: target.admin.login },
        merge_commit_sha: expect.stringMatching(SHA),
      });
      const main = await dana.get(`${repo}/branches/main`);
      expect(main.json.commit).toMatchObject({
        id: answer.json.merge_commit_sha,
        message: `Merge pull request 'Pull merged' (#${number}) from merged into main\n`,
      });
      expect((await dana.get(`${repo}/raw/merged.yaml`)).text).toBe('x\n');
      expect(await merge(number)).toMatchObject({
        status: 405,
        json: { message: 'The PR is already merged' },
      });
      expect(await dana.patch(path, { state: 'open' })).toMatchObject({
        status: 412,
      });
      expect(await dana.get(`${repo}/pulls/main/merged`)).toMatchObject({
        status: 200,
        json: { number, merged: true },
      });
      const files = await dana.get(`${path}/files`);
      expect(files.json).toMatchObject([{ filename: 'merged.yaml' }]);
    });

    it('squashes and removes the branch when asked to', async () => {
      const number = await pull('squashed', 'squashed.yaml');
      await commit('squashed', undefined, [create('squashed-2.yaml', '1\n')]);
      const answer = await merge(number, {
        Do: 'squash',
        delete_branch_after_merge: true,
      });
      expect(answer.status).toBe(200);
      const [tip] = (await dana.get(`${repo}/commits?sha=main&limit=1`)).json;
      expect(tip.parents).toHaveLength(1);
      expect(tip.commit.message).toMatch(
        new RegExp(`^Pull squashed \\(#${number}\\)\n`),
      );
      const branch = await eventually(
        () => dana.get(`${repo}/branches/squashed`),
        ({ status }) => status === 404,
      );
      expect(branch.status).toBe(404);
      expect((await dana.get(`${repo}/pulls/${number}`)).json).toMatchObject({
        merged: true,
        head: { label: 'squashed', ref: `refs/pull/${number}/head` },
      });
    });

    it('puts the commits on top of the base with rebase', async () => {
      const number = await pull('rebased', 'rebased.yaml');
      await merge(await pull('between', 'between.yaml'));
      expect((await merge(number, { Do: 'rebase' })).status).toBe(200);
      const [tip] = (await dana.get(`${repo}/commits?sha=main&limit=1`)).json;
      expect(tip.parents).toHaveLength(1);
      expect(tip.commit).toMatchObject({
        message: 'Change rebased\n',
        author: { name: '김다나' },
      });
    });

    it('refuses an unknown way, no way, an old head and an unknown number', async () => {
      const number = await pull('refused', 'refused.yaml');
      await mergeable(number);
      const path = `${repo}/pulls/${number}/merge`;
      expect(await admin.post(path, { Do: 'magic' })).toMatchObject({
        status: 422,
        json: { message: '[Do]: In' },
      });
      expect(await admin.post(path, {})).toMatchObject({
        status: 422,
        json: { message: '[Do]: Required' },
      });
      expect(
        await merge(number, { Do: 'merge', head_commit_id: '1'.repeat(40) }),
      ).toMatchObject({ status: 409, json: { message: 'head out of date' } });
      expect(
        (await admin.post(`${repo}/pulls/9999/merge`, { Do: 'merge' })).status,
      ).toBe(404);
    });

    it('refuses to merge a conflict', async () => {
      const one = await pull('conflict-1', 'same.yaml', 'one\n');
      const two = await pull('conflict-2', 'same.yaml', 'two\n');
      await merge(one);
      const answer = await eventually(
        () => admin.get(`${repo}/pulls/${two}`),
        ({ json }) => json.mergeable === false,
      );
      expect(answer.json).toMatchObject({ mergeable: false, state: 'open' });
      expect(
        await admin.post(`${repo}/pulls/${two}/merge`, { Do: 'merge' }),
      ).toMatchObject({
        status: 405,
        json: { message: 'Please try again later' },
      });
    });

    it('merges changes of the same file that do not touch', async () => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
      await merge(await pull('long', 'long.txt', lines.join('')));
      const { sha } = (await dana.get(`${repo}/contents/long.txt`)).json;
      const change = async (branch: string, index: number) => {
        const text = lines.map((line, at) => (at === index ? 'new\n' : line));
        await commit('main', branch, [
          {
            operation: 'update',
            path: 'long.txt',
            content: base64(text.join('')),
            sha,
          },
        ]);
        const opened = await dana.post(`${repo}/pulls`, {
          head: branch,
          base: 'main',
          title: branch,
        });
        return opened.json.number as number;
      };
      const first = await change('start', 1);
      const second = await change('end', 18);
      expect((await merge(first)).status).toBe(200);
      expect((await merge(second)).status).toBe(200);
      const { text } = await dana.get(`${repo}/raw/long.txt`);
      expect(text.split('\n').filter(line => line === 'new')).toHaveLength(2);
    });

    it('follows its branch: new head, closed with the branch', async () => {
      const number = await pull('followed', 'followed.yaml');
      const path = `${repo}/pulls/${number}`;
      const more = await commit('followed', undefined, [create('f2', '1')]);
      const moved = await eventually(
        () => dana.get(path),
        ({ json }) => json.changed_files === 2,
      );
      expect(moved.json.head.sha).toBe(more.json.commit.sha);
      await dana.delete(`${repo}/branches/followed`);
      const closed = await eventually(
        () => dana.get(path),
        ({ json }) => json.state === 'closed',
      );
      expect(closed.json).toMatchObject({
        state: 'closed',
        merged: false,
        head: { label: 'followed', ref: `refs/pull/${number}/head` },
      });
    });

    it('finds the oldest by branches when a branch was made again', async () => {
      const { number: first } = (await dana.get(`${repo}/pulls/main/followed`))
        .json;
      const second = await pull('followed', 'followed-again.yaml');
      expect(second).toBeGreaterThan(first);
      const found = await dana.get(`${repo}/pulls/main/followed`);
      expect(found.json).toMatchObject({ number: first, state: 'closed' });
      const open = await dana.get(`${repo}/pulls?state=open&limit=50`);
      expect(
        open.json
          .filter((each: Json) => each.head.ref === 'followed')
          .map((each: Json) => each.number),
      ).toEqual([second]);
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
      const url = new URL(`${target.url}/${owner}/gitops.git`);
      if (user) {
        url.username = user;
        url.password = target.admin.token;
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
      await git('clone', '--quiet', address(target.admin.login), 'work');
      expect(readFileSync(join(folder, 'work/merged.yaml'), 'utf8')).toBe(
        'x\n',
      );
      writeFileSync(join(folder, 'work/pushed.yaml'), 'p: 1\n');
      await git('-C', 'work', 'add', '.');
      await git('-C', 'work', 'commit', '--quiet', '-m', 'Push');
      await git('-C', 'work', 'push', '--quiet', 'origin', 'HEAD:pushed');
      const branch = await eventually(
        () => dana.get(`${repo}/branches/pushed`),
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
        address(target.admin.login),
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
      made = await admin.post(`${repo}/branch_protections`, {
        rule_name: 'main',
        enable_push: false,
        enable_merge_whitelist: true,
        merge_whitelist_usernames: [target.admin.login],
      });
    });

    it('says that it is one', async () => {
      expect(made).toMatchObject({
        status: 201,
        json: { rule_name: 'main', enable_push: false },
      });
      const branch = await dana.get(`${repo}/branches/main`);
      expect(branch.json).toMatchObject({
        protected: true,
        user_can_push: false,
        user_can_merge: false,
      });
      const asAdmin = await admin.get(`${repo}/branches/main`);
      expect(asAdmin.json.effective_branch_protection_name).toBe('main');
      expect(
        await admin.post(`${repo}/branch_protections`, { rule_name: 'main' }),
      ).toMatchObject({
        status: 403,
        json: { message: 'Branch protection already exist' },
      });
    });

    it('takes no commit by the API, not even from an administrator', async () => {
      for (const [client, login] of [
        [dana, person],
        [admin, target.admin.login],
      ] as const)
        expect(
          await commit('main', undefined, [create('direct', '1')], {}, client),
        ).toMatchObject({
          status: 403,
          json: { message: `user cannot commit to repo [user: ${login}]` },
        });
    });

    it('takes no push', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'forge-contract-'));
      const url = new URL(`${target.url}/${owner}/gitops.git`);
      url.username = target.admin.login;
      url.password = target.admin.token;
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
      const number = await pull('guarded', 'guarded.yaml');
      await mergeable(number);
      const refused = await eventually(
        () => dana.post(`${repo}/pulls/${number}/merge`, { Do: 'merge' }),
        answer => !answer.text.includes('try again'),
      );
      expect(refused).toMatchObject({
        status: 405,
        json: { message: 'User not allowed to merge PR' },
      });
      expect((await merge(number)).status).toBe(200);
    });
  });
});
