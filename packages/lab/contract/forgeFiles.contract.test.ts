import { gunzipSync } from 'node:zlib';
import type { Json } from './target/ForgeClient';
import { base64, create, SHA, startForgeStory } from './target/forgeStory';

jest.setTimeout(120_000);

describe('forge, files', () => {
  const story = startForgeStory();
  const { owner, person, repo } = story;

  describe('files', () => {
    it('commits several files on a new branch at once, with the author named in Korean', async () => {
      const answer = await story.commit(
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
      const branch = await story.dana.get(
        `${repo}/branches/naru%2Fvm%2Fteam1-staging%2Fweb-01`,
      );
      expect(branch.json).toMatchObject({
        name: 'naru/vm/team1-staging/web-01',
        commit: { id: answer.json.commit.sha },
        protected: false,
      });
    });

    it('refuses a new branch that exists, and a base branch that does not', async () => {
      await story.commit('main', 'twice', [create('t', '1')]);
      expect(
        await story.commit('main', 'twice', [create('t', '1')]),
      ).toMatchObject({
        status: 422,
        json: { message: 'branch already exists [name: twice]' },
      });
      const missing = await story.commit('no-such', undefined, [
        create('t', '1'),
      ]);
      expect(missing.status).toBe(404);
      expect(missing.json.message).toMatch(
        /^branch does not exist \[repo_id: /,
      );
    });

    it('takes the file sha as a lock', async () => {
      const first = await story.commit('main', 'lock', [
        create('locked', 'one\n'),
      ]);
      const [{ sha }] = first.json.files;
      const change = (given: string, text: string) =>
        story.commit('lock', undefined, [
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
      const raw = await story.dana.get(`${repo}/raw/locked?ref=lock`);
      expect(raw.text).toBe('two\n');
    });

    it('writes all files or none', async () => {
      await story.commit('main', 'all-or-none', [create('there', '1')]);
      const before = await story.dana.get(`${repo}/branches/all-or-none`);
      const answer = await story.commit('all-or-none', undefined, [
        create('fresh', '1'),
        create('there', '2'),
      ]);
      expect(answer).toMatchObject({
        status: 422,
        json: { message: 'repository file already exists [path: there]' },
      });
      const after = await story.dana.get(`${repo}/branches/all-or-none`);
      expect(after.json.commit.id).toBe(before.json.commit.id);
    });

    it('refuses to change or delete what is not there', async () => {
      for (const operation of ['update', 'delete'])
        expect(
          await story.commit('all-or-none', undefined, [
            { operation, path: 'gone', content: '', sha: '1'.repeat(40) },
          ]),
        ).toMatchObject({
          status: 404,
          json: { message: 'object does not exist [id: , rel_path: gone]' },
        });
    });

    it('deletes a file in the same call that adds another', async () => {
      const first = await story.commit('main', 'swap', [create('old', '1')]);
      const answer = await story.commit('swap', undefined, [
        { operation: 'delete', path: 'old', sha: first.json.files[0].sha },
        create('new', '2'),
      ]);
      expect(answer.status).toBe(201);
      expect(answer.json.files[0]).toBeNull();
      expect(
        (await story.dana.get(`${repo}/contents/old?ref=swap`)).status,
      ).toBe(404);
    });

    it('refuses what is not base64 and paths into .git', async () => {
      expect(
        await story.commit('all-or-none', undefined, [
          { operation: 'create', path: 'n', content: '***' },
        ]),
      ).toMatchObject({
        status: 422,
        json: { message: 'illegal base64 data at input byte 0' },
      });
      expect(
        await story.commit('all-or-none', undefined, [
          create('.git/config', ''),
        ]),
      ).toMatchObject({
        status: 422,
        json: {
          message:
            'path contains a malformed path component [path: .git/config]',
        },
      });
      const outside = await story.commit('all-or-none', undefined, [
        create('../x', ''),
      ]);
      expect(outside.status).toBeGreaterThanOrEqual(422);
    });

    it('names what a body lacks', async () => {
      expect(
        await story.dana.post(`${repo}/contents`, {
          branch: 'swap',
          message: 'm',
        }),
      ).toMatchObject({ status: 422, json: { message: '[Files]: Required' } });
      expect((await story.dana.post(`${repo}/contents`, '{bad')).status).toBe(
        422,
      );
    });

    it('makes itself the message and the author when none is given', async () => {
      const answer = await story.commit(
        'swap',
        undefined,
        [create('plain', '1')],
        {
          message: undefined,
        },
      );
      expect(answer.json.commit).toMatchObject({
        message: 'Add plain\n',
        author: { name: '김다나', email: `${person}@example.com` },
        committer: { name: '김다나' },
      });
    });

    it('takes the author for the committer when only the author is given', async () => {
      const answer = await story.commit(
        'lock',
        undefined,
        [create('by', '1')],
        {
          author: { name: '이준', email: 'jun@example.com' },
        },
      );
      expect(answer.json.commit).toMatchObject({
        author: { name: '이준', email: 'jun@example.com' },
        committer: { name: '이준', email: 'jun@example.com' },
      });
    });

    it('reads a file with its content and a folder without', async () => {
      const ref = 'ref=naru/vm/team1-staging/web-01';
      const file = await story.dana.get(
        `${repo}/contents/kubernetes/a.yaml?${ref}`,
      );
      expect(file.json).toMatchObject({
        name: 'a.yaml',
        path: 'kubernetes/a.yaml',
        type: 'file',
        encoding: 'base64',
        content: base64('a: 1\n'),
        size: 5,
      });
      expect(file.json.sha).toMatch(SHA);
      const folder = await story.dana.get(`${repo}/contents/kubernetes?${ref}`);
      expect(folder.json).toMatchObject([
        { name: 'a.yaml', content: null },
        { name: 'b.yaml', type: 'file' },
      ]);
      const root = await story.dana.get(`${repo}/contents?${ref}`);
      expect(root.json.map((each: Json) => [each.name, each.type])).toEqual(
        expect.arrayContaining([['kubernetes', 'dir']]),
      );
    });

    it('answers 404 for a path or a reference that does not exist', async () => {
      expect(
        await story.dana.get(`${repo}/contents/no/such.yaml`),
      ).toMatchObject({
        status: 404,
      });
      expect(
        await story.dana.get(`${repo}/contents/README.md?ref=no-such`),
      ).toMatchObject({
        status: 404,
        json: { errors: ['object does not exist [id: no-such, rel_path: ]'] },
      });
      expect((await story.dana.get(`${repo}/raw/no-such`)).status).toBe(404);
    });

    it('gives files as they are, also at their web address', async () => {
      const path = 'kubernetes/a.yaml';
      const branch = 'naru/vm/team1-staging/web-01';
      const raw = await story.dana.get(`${repo}/raw/${path}?ref=${branch}`);
      expect(raw.text).toBe('a: 1\n');
      const page = await fetch(
        `${story.target.url}/${owner}/gitops/raw/branch/${branch}/${path}`,
      );
      expect(await page.text()).toBe('a: 1\n');
      expect(page.headers.get('content-type')).toMatch(/^text\/plain/);
    });

    it('changes single files by path', async () => {
      await story.commit('main', 'single', [create('one', '1')]);
      const path = `${repo}/contents/dir/file.txt`;
      const made = await story.dana.post(path, {
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
        await story.dana.put(path, { branch: 'single', content: base64('2') }),
      ).toMatchObject({
        status: 422,
        json: {
          message: 'repository file already exists [path: dir/file.txt]',
        },
      });
      const changed = await story.dana.put(path, {
        branch: 'single',
        content: base64('2'),
        sha,
      });
      expect(changed.status).toBe(200);
      expect(
        await story.dana.delete(path, { branch: 'single', sha }),
      ).toMatchObject({
        status: 422,
      });
      const gone = await story.dana.delete(path, {
        branch: 'single',
        sha: changed.json.content.sha,
      });
      expect(gone).toMatchObject({ status: 200, json: { content: null } });
    });

    it('packs a branch, also one with a slash, in a folder named like the repository', async () => {
      await story.commit('main', 'docs/packed', [
        create('runbooks/docs/a.md', '# 가\n'),
      ]);
      const packed = await story.dana.get(`${repo}/archive/docs/packed.tar.gz`);
      expect(packed.status).toBe(200);
      const tape = gunzipSync(packed.bytes).toString('utf8');
      const folder = repo.split('/').at(-1)!.toLowerCase();
      expect(tape).toContain(`${folder}/runbooks/docs/a.md`);
      expect(tape).toContain('# 가\n');
      expect(
        (await story.dana.get(`${repo}/archive/main.zip`)).bytes.subarray(0, 2),
      ).toEqual(Buffer.from('PK'));
    });

    it('says what it cannot pack', async () => {
      expect(
        await story.dana.get(`${repo}/archive/no-such.tar.gz`),
      ).toMatchObject({
        status: 404,
        json: { message: 'unrecognized repository reference: no-such' },
      });
      expect(await story.dana.get(`${repo}/archive/main.rar`)).toMatchObject({
        status: 400,
        json: { message: 'unknown format: main.rar' },
      });
    });

    it('lists the tree of a branch', async () => {
      const answer = await story.dana.get(
        `${repo}/git/trees/swap?recursive=true`,
      );
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
        (await story.dana.get(`${repo}/git/blobs/${blob.sha}`)).json,
      ).toMatchObject({ content: base64('2'), encoding: 'base64', size: 1 });
    });
  });
});
