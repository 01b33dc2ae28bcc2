import type { Json } from './target/ForgeClient';
import { base64, create, startForgeStory } from './target/forgeStory';

jest.setTimeout(120_000);

describe('forge', () => {
  const story = startForgeStory();
  const { mark, owner, person, repo } = story;

  describe('who asks', () => {
    it('tells its version', async () => {
      const answer = await story.admin.ask('GET', '/version', undefined, {});
      expect(answer.json.version).toMatch(/^1\./);
    });

    it('knows the owner of a token, given as token, Bearer or basic password', async () => {
      const { login, token } = story.target.admin;
      for (const authorization of [
        `token ${token}`,
        `Bearer ${token}`,
        `Basic ${base64(`${login}:${token}`)}`,
        `Basic ${base64(`${token}:x-oauth-basic`)}`,
      ]) {
        const answer = await story.admin.ask('GET', '/user', undefined, {
          authorization,
        });
        expect(answer).toMatchObject({
          status: 200,
          json: { login, is_admin: true },
        });
      }
    });

    it('refuses a wrong token and no token in different words', async () => {
      const wrong = await story.admin.ask('GET', '/user', undefined, {
        authorization: 'token wrong',
      });
      const none = await story.admin.ask('GET', '/user', undefined, {});
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
      const answer = await story.admin.ask('GET', repo, undefined, {
        authorization: 'token wrong',
      });
      expect(answer.status).toBe(401);
    });

    it('lets an administrator act for somebody, nobody else', async () => {
      expect((await story.dana.get('/user')).json).toMatchObject({
        login: person,
        full_name: '김다나',
      });
    });

    it('answers 404 for unknown people', async () => {
      expect(await story.admin.get(`/users/nobody-${mark}`)).toMatchObject({
        status: 404,
        json: {
          message: `user redirect does not exist [name: nobody-${mark}]`,
        },
      });
    });

    it('keeps administration to administrators', async () => {
      expect(await story.dana.post('/admin/users', {})).toMatchObject({
        status: 403,
        json: { message: 'user should be the site admin' },
      });
    });
  });

  describe('repositories', () => {
    it('describes one with default branch, addresses and what the asker may do', async () => {
      expect((await story.dana.get(repo)).json).toMatchObject({
        full_name: `${owner}/gitops`,
        owner: { login: owner },
        default_branch: 'main',
        empty: false,
        private: false,
        clone_url: `${story.target.url}/${owner}/gitops.git`,
        html_url: `${story.target.url}/${owner}/gitops`,
        permissions: { admin: false, push: true, pull: true },
      });
    });

    it('refuses to make one twice, or under a name that cannot be', async () => {
      const path = `/orgs/${owner}/repos`;
      expect(await story.admin.post(path, { name: 'gitops' })).toMatchObject({
        status: 409,
        json: { message: 'The repository with the same name already exists.' },
      });
      expect(await story.admin.post(path, { name: 'not good' })).toMatchObject({
        status: 422,
        json: { message: '[Name]: AlphaDashDot' },
      });
      expect(
        await story.admin.post('/orgs', { username: owner }),
      ).toMatchObject({
        status: 422,
        json: { message: `user already exists [name: ${owner}]` },
      });
    });

    it('answers 404 for what is not there and for what is private', async () => {
      await story.admin.post(`/orgs/${owner}/repos`, {
        name: 'hidden',
        private: true,
      });
      expect((await story.admin.get(`/repos/${owner}/none`)).status).toBe(404);
      expect((await story.jun.get(`/repos/${owner}/hidden`)).status).toBe(404);
      const nobody = await story.admin.ask(
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
      await story.admin.post(`/orgs/${owner}/repos`, {
        name: 'empty',
        default_branch: 'main',
      });
      expect((await story.admin.get(empty)).json.empty).toBe(true);
      expect((await story.admin.get(`${empty}/branches`)).json).toBeNull();
      expect((await story.admin.get(`${empty}/contents`)).status).toBe(404);
      expect((await story.admin.get(`${empty}/commits`)).status).toBe(409);
      const first = await story.admin.post(`${empty}/contents`, {
        branch: 'main',
        message: 'First',
        files: [create('a/b.yaml', 'x: 1\n')],
      });
      expect(first).toMatchObject({
        status: 201,
        json: { commit: { parents: [], message: 'First\n' } },
      });
      expect((await story.admin.get(`${empty}/branches/main`)).status).toBe(
        200,
      );
    });

    it('refuses other methods with 405 and unknown paths with 404', async () => {
      expect((await story.admin.put(repo, {})).status).toBe(405);
      expect((await story.admin.get('/nonsense')).status).toBe(404);
    });
  });

  describe('branches and commits', () => {
    beforeAll(async () => {
      await story.commit('main', 'swap', [create('first', '1')]);
      await story.commit('swap', undefined, [create('plain', '1')], {
        message: 'Add plain',
      });
    });

    it('makes, lists and deletes branches', async () => {
      const wish = { new_branch_name: 'made', old_ref_name: 'main' };
      const made = await story.dana.post(`${repo}/branches`, wish);
      expect(made).toMatchObject({ status: 201, json: { name: 'made' } });
      expect(await story.dana.post(`${repo}/branches`, wish)).toMatchObject({
        status: 409,
        json: { message: 'The branch already exists.' },
      });
      const list = await story.dana.get(`${repo}/branches?limit=50`);
      expect(list.json.map((each: Json) => each.name)).toContain('made');
      expect(Number(list.headers.get('x-total-count'))).toBe(list.json.length);
      expect((await story.dana.delete(`${repo}/branches/made`)).status).toBe(
        204,
      );
      expect((await story.dana.get(`${repo}/branches/made`)).status).toBe(404);
    });

    it('refuses names that cannot be, and the end of the default branch', async () => {
      expect(
        await story.dana.post(`${repo}/branches`, { new_branch_name: 'a b' }),
      ).toMatchObject({
        status: 422,
        json: { message: '[BranchName]: GitRefName' },
      });
      expect(await story.dana.delete(`${repo}/branches/main`)).toMatchObject({
        status: 403,
        json: {
          message: 'can not delete default or pull request target branch',
        },
      });
    });

    it('lists commits, a page at a time', async () => {
      const answer = await story.dana.get(`${repo}/commits?sha=swap&limit=1`);
      expect(Number(answer.headers.get('x-total-count'))).toBeGreaterThan(2);
      expect(answer.headers.get('link')).toContain('rel="next"');
      expect(answer.json).toMatchObject([
        {
          commit: { message: 'Add plain\n' },
          files: [{ filename: 'plain', status: 'added' }],
        },
      ]);
      expect((await story.dana.get(`${repo}/commits?sha=no-such`)).status).toBe(
        404,
      );
    });

    it('keeps what checks say of a commit, and the worst of it', async () => {
      const { json } = await story.dana.get(`${repo}/branches/swap`);
      const sha = json.commit.id;
      const none = await story.dana.get(`${repo}/commits/swap/status`);
      expect(none.json).toMatchObject({ sha, total_count: 0, statuses: null });
      const say = (state: string, context: string) =>
        story.dana.post(`${repo}/statuses/${sha}`, {
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
      const both = await story.dana.get(`${repo}/commits/${sha}/status`);
      expect(both.json).toMatchObject({ state: 'failure', total_count: 2 });
      await say('success', 'naru/quota');
      const mended = await story.dana.get(`${repo}/commits/${sha}/status`);
      expect(mended.json).toMatchObject({ state: 'success', total_count: 2 });
      expect((await say('success', 'x')).status).toBe(201);
      const unknown = await story.dana.post(
        `${repo}/statuses/${'0'.repeat(40)}`,
        {
          state: 'success',
        },
      );
      expect(unknown.status).toBe(500);
    });
  });

  describe('rights', () => {
    it('lets people without write access read, and refuses their changes', async () => {
      expect((await story.jun.get(`${repo}/contents/README.md`)).status).toBe(
        200,
      );
      expect(
        await story.commit('main', 'mine', [create('m', '1')], {}, story.jun),
      ).toMatchObject({
        status: 403,
        json: {
          message:
            'user should have a permission to write to the target branch',
        },
      });
      expect(
        await story.jun.post(`${repo}/branches`, { new_branch_name: 'mine' }),
      ).toMatchObject({
        status: 403,
        json: { message: 'user should have a permission to write to a repo' },
      });
    });

    it('asks for a token before any change', async () => {
      expect(
        await story.admin.ask('POST', `${repo}/contents`, { files: [] }, {}),
      ).toMatchObject({ status: 401, json: { message: 'token is required' } });
    });

    it('keeps hooks and protections to those who administer the repository', async () => {
      for (const path of ['hooks', 'branch_protections'])
        expect(await story.dana.post(`${repo}/${path}`, {})).toMatchObject({
          status: 403,
          json: {
            message:
              'user should be an owner or a collaborator with admin write of a repository',
          },
        });
    });
  });
});
