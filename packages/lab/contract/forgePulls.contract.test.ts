import type { Json } from './target/ForgeClient';
import {
  base64,
  create,
  eventually,
  SHA,
  startForgeStory,
} from './target/forgeStory';

jest.setTimeout(120_000);

describe('forge, pull requests', () => {
  const story = startForgeStory();
  const { owner, person, repo } = story;

  describe('pull requests', () => {
    it('opens one and describes it', async () => {
      const number = await story.pull(
        'naru/vm/one',
        'kubernetes/one.yaml',
        'a: 1\nb: 2\n',
      );
      const answer = await story.mergeable(number);
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
        html_url: `${story.target.url}/${owner}/gitops/pulls/${number}`,
      });
      expect(answer.json.head.sha).toMatch(SHA);
    });

    it('refuses a second one for the same branches', async () => {
      const answer = await story.dana.post(`${repo}/pulls`, {
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
      const open = (body: Json) => story.dana.post(`${repo}/pulls`, body);
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
      const found = await story.dana.get(`${repo}/pulls/main/naru/vm/one`);
      expect(found.json).toMatchObject({
        state: 'open',
        head: { ref: 'naru/vm/one' },
      });
      expect((await story.dana.get(`${repo}/pulls/main/no-such`)).status).toBe(
        404,
      );
    });

    it('lists by state, newest first, with the total in a header', async () => {
      const second = await story.pull('naru/vm/listed', 'listed.yaml');
      const open = await story.dana.get(`${repo}/pulls?state=open&limit=1`);
      expect(open.json).toMatchObject([{ number: second, state: 'open' }]);
      expect(Number(open.headers.get('x-total-count'))).toBeGreaterThan(1);
      const next = await story.dana.get(
        `${repo}/pulls?state=open&limit=1&page=2`,
      );
      expect(next.json[0].number).toBeLessThan(second);
      const oldest = await story.dana.get(
        `${repo}/pulls?state=all&sort=oldest`,
      );
      expect(oldest.json[0].number).toBe(1);
    });

    it('shows the files and the difference', async () => {
      const { number } = (
        await story.dana.get(`${repo}/pulls/main/naru/vm/one`)
      ).json;
      const files = await story.dana.get(`${repo}/pulls/${number}/files`);
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
      const diff = await story.dana.get(`${repo}/pulls/${number}.diff`);
      expect(diff.text).toContain(
        '+++ b/kubernetes/one.yaml\n@@ -0,0 +1,2 @@\n+a: 1\n',
      );
      const commits = await story.dana.get(`${repo}/pulls/${number}/commits`);
      expect(commits.json).toHaveLength(1);
    });

    it('tells changed and deleted files apart', async () => {
      await story.commit('main', 'kinds', [create('kept', '1\n')]);
      const first = await story.dana.get(`${repo}/contents/README.md`);
      await story.commit('kinds', undefined, [
        {
          operation: 'update',
          path: 'README.md',
          content: base64('# new\n'),
          sha: first.json.sha,
        },
      ]);
      const opened = await story.dana.post(`${repo}/pulls`, {
        head: 'kinds',
        base: 'main',
        title: 'kinds',
      });
      const files = await story.dana.get(
        `${repo}/pulls/${opened.json.number}/files`,
      );
      expect(
        files.json.map((each: Json) => [each.filename, each.status]),
      ).toEqual([
        ['README.md', 'changed'],
        ['kept', 'added'],
      ]);
    });

    it('changes title, text and state', async () => {
      const number = await story.pull('edited', 'edited.yaml');
      const path = `${repo}/pulls/${number}`;
      expect(
        await story.dana.patch(path, { title: 'new title', body: 'new body' }),
      ).toMatchObject({
        status: 201,
        json: { title: 'new title', body: 'new body', state: 'open' },
      });
      expect(await story.dana.patch(path, { state: 'closed' })).toMatchObject({
        status: 201,
        json: { state: 'closed', merged: false },
      });
      expect(
        (await story.admin.post(`${path}/merge`, { Do: 'merge' })).status,
      ).toBe(404);
      expect(await story.dana.patch(path, { state: 'open' })).toMatchObject({
        status: 201,
        json: { state: 'open' },
      });
    });

    it('keeps remarks', async () => {
      const { number } = (await story.dana.get(`${repo}/pulls/main/edited`))
        .json;
      const path = `${repo}/issues/${number}/comments`;
      expect(
        await story.dana.post(path, { body: '확인 부탁드립니다' }),
      ).toMatchObject({
        status: 201,
        json: { body: '확인 부탁드립니다', user: { login: person } },
      });
      expect((await story.dana.get(path)).json).toHaveLength(1);
      expect(await story.dana.post(path, {})).toMatchObject({
        status: 422,
        json: { message: '[Body]: Required' },
      });
    });

    it('merges with a merge commit and says so ever after', async () => {
      const number = await story.pull('merged', 'merged.yaml');
      const path = `${repo}/pulls/${number}`;
      expect((await story.dana.get(`${path}/merge`)).status).toBe(404);
      const merged = await story.merge(number);
      expect(merged).toMatchObject({ status: 200, text: '' });
      expect((await story.dana.get(`${path}/merge`)).status).toBe(204);
      const answer = await story.dana.get(path);
      expect(answer.json).toMatchObject({
        state: 'closed',
        merged: true,
        merged_by: { login: story.target.admin.login },
        merge_commit_sha: expect.stringMatching(SHA),
      });
      const main = await story.dana.get(`${repo}/branches/main`);
      expect(main.json.commit).toMatchObject({
        id: answer.json.merge_commit_sha,
        message: `Merge pull request 'Pull merged' (#${number}) from merged into main\n`,
      });
      expect((await story.dana.get(`${repo}/raw/merged.yaml`)).text).toBe(
        'x\n',
      );
      expect(await story.merge(number)).toMatchObject({
        status: 405,
        json: { message: 'The PR is already merged' },
      });
      expect(await story.dana.patch(path, { state: 'open' })).toMatchObject({
        status: 412,
      });
      expect(await story.dana.get(`${repo}/pulls/main/merged`)).toMatchObject({
        status: 200,
        json: { number, merged: true },
      });
      const files = await story.dana.get(`${path}/files`);
      expect(files.json).toMatchObject([{ filename: 'merged.yaml' }]);
    });

    it('squashes and removes the branch when asked to', async () => {
      const number = await story.pull('squashed', 'squashed.yaml');
      await story.commit('squashed', undefined, [
        create('squashed-2.yaml', '1\n'),
      ]);
      const answer = await story.merge(number, {
        Do: 'squash',
        delete_branch_after_merge: true,
      });
      expect(answer.status).toBe(200);
      const [tip] = (await story.dana.get(`${repo}/commits?sha=main&limit=1`))
        .json;
      expect(tip.parents).toHaveLength(1);
      expect(tip.commit.message).toMatch(
        new RegExp(`^Pull squashed \\(#${number}\\)\n`),
      );
      const branch = await eventually(
        () => story.dana.get(`${repo}/branches/squashed`),
        ({ status }) => status === 404,
      );
      expect(branch.status).toBe(404);
      expect(
        (await story.dana.get(`${repo}/pulls/${number}`)).json,
      ).toMatchObject({
        merged: true,
        head: { label: 'squashed', ref: `refs/pull/${number}/head` },
      });
    });

    it('puts the commits on top of the base with rebase', async () => {
      const number = await story.pull('rebased', 'rebased.yaml');
      await story.merge(await story.pull('between', 'between.yaml'));
      expect((await story.merge(number, { Do: 'rebase' })).status).toBe(200);
      const [tip] = (await story.dana.get(`${repo}/commits?sha=main&limit=1`))
        .json;
      expect(tip.parents).toHaveLength(1);
      expect(tip.commit).toMatchObject({
        message: 'Change rebased\n',
        author: { name: '김다나' },
      });
    });

    it('refuses an unknown way, no way, an old head and an unknown number', async () => {
      const number = await story.pull('refused', 'refused.yaml');
      await story.mergeable(number);
      const path = `${repo}/pulls/${number}/merge`;
      expect(await story.admin.post(path, { Do: 'magic' })).toMatchObject({
        status: 422,
        json: { message: '[Do]: In' },
      });
      expect(await story.admin.post(path, {})).toMatchObject({
        status: 422,
        json: { message: '[Do]: Required' },
      });
      expect(
        await story.merge(number, {
          Do: 'merge',
          head_commit_id: '1'.repeat(40),
        }),
      ).toMatchObject({ status: 409, json: { message: 'head out of date' } });
      expect(
        (await story.admin.post(`${repo}/pulls/9999/merge`, { Do: 'merge' }))
          .status,
      ).toBe(404);
    });

    it('refuses to merge a conflict', async () => {
      const one = await story.pull('conflict-1', 'same.yaml', 'one\n');
      const two = await story.pull('conflict-2', 'same.yaml', 'two\n');
      await story.merge(one);
      const answer = await eventually(
        () => story.admin.get(`${repo}/pulls/${two}`),
        ({ json }) => json.mergeable === false,
      );
      expect(answer.json).toMatchObject({ mergeable: false, state: 'open' });
      expect(
        await story.admin.post(`${repo}/pulls/${two}/merge`, { Do: 'merge' }),
      ).toMatchObject({
        status: 405,
        json: { message: 'Please try again later' },
      });
    });

    it('merges changes of the same file that do not touch', async () => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
      await story.merge(await story.pull('long', 'long.txt', lines.join('')));
      const { sha } = (await story.dana.get(`${repo}/contents/long.txt`)).json;
      const change = async (branch: string, index: number) => {
        const text = lines.map((line, at) => (at === index ? 'new\n' : line));
        await story.commit('main', branch, [
          {
            operation: 'update',
            path: 'long.txt',
            content: base64(text.join('')),
            sha,
          },
        ]);
        const opened = await story.dana.post(`${repo}/pulls`, {
          head: branch,
          base: 'main',
          title: branch,
        });
        return opened.json.number as number;
      };
      const first = await change('start', 1);
      const second = await change('end', 18);
      expect((await story.merge(first)).status).toBe(200);
      expect((await story.merge(second)).status).toBe(200);
      const { text } = await story.dana.get(`${repo}/raw/long.txt`);
      expect(text.split('\n').filter(line => line === 'new')).toHaveLength(2);
    });

    it('follows its branch: new head, closed with the branch', async () => {
      const number = await story.pull('followed', 'followed.yaml');
      const path = `${repo}/pulls/${number}`;
      const more = await story.commit('followed', undefined, [
        create('f2', '1'),
      ]);
      const moved = await eventually(
        () => story.dana.get(path),
        ({ json }) => json.changed_files === 2,
      );
      expect(moved.json.head.sha).toBe(more.json.commit.sha);
      await story.dana.delete(`${repo}/branches/followed`);
      const closed = await eventually(
        () => story.dana.get(path),
        ({ json }) => json.state === 'closed',
      );
      expect(closed.json).toMatchObject({
        state: 'closed',
        merged: false,
        head: { label: 'followed', ref: `refs/pull/${number}/head` },
      });
    });

    it('finds the oldest by branches when a branch was made again', async () => {
      const { number: first } = (
        await story.dana.get(`${repo}/pulls/main/followed`)
      ).json;
      const second = await story.pull('followed', 'followed-again.yaml');
      expect(second).toBeGreaterThan(first);
      const found = await story.dana.get(`${repo}/pulls/main/followed`);
      expect(found.json).toMatchObject({ number: first, state: 'closed' });
      const open = await story.dana.get(`${repo}/pulls?state=open&limit=50`);
      expect(
        open.json
          .filter((each: Json) => each.head.ref === 'followed')
          .map((each: Json) => each.number),
      ).toEqual([second]);
    });
  });
});
