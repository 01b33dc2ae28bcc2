import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../clock/LabClock';
import type { ForgePerson } from '../ForgePerson';
import { ForgeServer } from '../ForgeServer';

function person(
  login: string,
  fullName: string,
  more: Partial<ForgePerson> = {},
): ForgePerson {
  return {
    login,
    fullName,
    email: `${login}@example.com`,
    password: `password-of-${login}`,
    token: `token-of-${login}`,
    ...more,
  };
}

const PULL = '/platform/gitops/pulls/1';

describe('forge pages', () => {
  let stateDir: string;
  let server: ForgeServer;
  let url: string;

  /** A browser with one cookie. */
  const browser = (language = 'en-GB,en') => {
    let cookie = '';
    const visit = async (
      path: string,
      form?: Record<string, string>,
      headers: Record<string, string> = {},
    ) => {
      const answer = await fetch(`${url}${path}`, {
        method: form ? 'POST' : 'GET',
        headers: { cookie, 'accept-language': language, ...headers },
        body: form ? new URLSearchParams(form).toString() : undefined,
        redirect: 'manual',
      });
      const set = answer.headers.get('set-cookie');
      if (set) [cookie] = set.split(';');
      return {
        status: answer.status,
        location: answer.headers.get('location'),
        headers: answer.headers,
        text: await answer.text(),
      };
    };
    const token = async (path: string) =>
      /name="_csrf"\s+value="([^"]+)"/.exec((await visit(path)).text)?.[1] ??
      '';
    return {
      visit,
      signIn: (login: string) => visit('/user/login', { person: login }),
      press: async (path: string, more: Record<string, string> = {}) =>
        visit(path, { _csrf: await token(PULL), ...more }),
    };
  };
  const api = async (path: string, body?: unknown, login = 'naru-bot') => {
    const answer = await fetch(`${url}/api/v1/repos/platform/gitops${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `token token-of-${login}` },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  };

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lab-forge-'));
    server = ForgeServer.create({
      stateDir,
      clock: new RealClock(),
      people: [
        person('ops1', 'Park Mina 박민아', {
          admin: true,
          mayMerge: ['platform/gitops'],
        }),
        person('dev1', 'Kim Dana 김다나'),
        person('naru-bot', 'Naru', {
          service: true,
          mayWrite: ['platform/gitops'],
        }),
      ],
    });
    ({ url } = await server.listen(0));
    await server.createRepository({
      owner: 'platform',
      name: 'gitops',
      files: { 'README.md': '# Our platform\n', 'kubernetes/a.yaml': 'a: 1\n' },
      protectedBranch: 'main',
    });
    const { commit } = await api('/contents', {
      branch: 'main',
      new_branch: 'naru/vm/web-01',
      message: 'Add web-01',
      files: [
        {
          operation: 'create',
          path: 'kubernetes/<web>.yaml',
          content: Buffer.from('name: <web-01>\n').toString('base64'),
        },
      ],
    });
    await api(`/statuses/${commit.sha}`, {
      state: 'success',
      context: 'naru/schema',
      description: 'All manifests are valid',
    });
    await api('/pulls', {
      head: 'naru/vm/web-01',
      base: 'main',
      title: 'Add <web-01>',
      body: '## Why\nFor the **spring** release\n\n<script>alert(1)</script>',
    });
  });

  afterEach(async () => {
    await server.close();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('show repositories, files and pull requests to anybody', async () => {
    const { visit } = browser();
    expect((await visit('/')).text).toContain('platform/gitops');
    expect((await visit('/platform/gitops')).text).toContain('Our platform');
    const file = await visit(
      '/platform/gitops/src/branch/naru/vm/web-01/kubernetes/a.yaml',
    );
    expect(file.text).toContain('a: 1');
    const list = await visit('/platform/gitops/pulls');
    expect(list.text).toContain('Add &lt;web-01&gt;');
  });

  it('show a pull request with text, checks and difference, all harmless', async () => {
    const { text, headers } = await browser().visit(PULL);
    for (const part of [
      'Add &lt;web-01&gt;',
      '<strong>spring</strong>',
      '&lt;script&gt;',
      'naru/schema',
      'All manifests are valid',
      'kubernetes/&lt;web&gt;.yaml',
      '<td>name: &lt;web-01&gt;</td>',
      'Sign in to merge',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('<script>');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });

  it('sign sample people in at one click, and merge', async () => {
    const { signIn, press, visit } = browser();
    const signedIn = await signIn('ops1');
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /HttpOnly; SameSite=Lax/,
    );
    expect((await visit(PULL)).text).toContain('Merge pull request');
    const merged = await press(`${PULL}/merge`, { style: 'merge' });
    expect(merged).toMatchObject({ status: 303, location: PULL });
    const after = await visit(PULL);
    expect(after.text).toContain('merged this as commit');
    expect(await api('/pulls/1')).toMatchObject({
      merged: true,
      merged_by: { login: 'ops1' },
    });
    expect((await visit('/platform/gitops/pulls?state=closed')).text).toContain(
      'Merged',
    );
  });

  it('close and reopen', async () => {
    const { signIn, press, visit } = browser();
    await signIn('ops1');
    await press(`${PULL}/close`);
    expect(await api('/pulls/1')).toMatchObject({ state: 'closed' });
    expect((await visit(PULL)).text).toContain('Reopen pull request');
    await press(`${PULL}/reopen`);
    expect(await api('/pulls/1')).toMatchObject({ state: 'open' });
  });

  it('say who may merge to somebody who may not, and refuse the form', async () => {
    const { signIn, press, visit } = browser();
    await signIn('dev1');
    const { text } = await visit(PULL);
    expect(text).toContain('You may not merge into main');
    expect(text).toContain('Park Mina 박민아');
    expect(text).not.toContain('Merge pull request');
    const refused = await press(`${PULL}/merge`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('User not allowed to merge PR');
    expect((await press(`${PULL}/close`)).status).toBe(409);
    expect(await api('/pulls/1')).toMatchObject({ state: 'open' });
  });

  it('refuse a form without its token, and one of nobody', async () => {
    const { signIn, visit } = browser();
    expect(await visit(`${PULL}/merge`, {})).toMatchObject({
      status: 303,
      location: `/user/login?redirect_to=${encodeURIComponent(PULL)}`,
    });
    await signIn('ops1');
    const stale = await visit(`${PULL}/merge`, { _csrf: 'wrong' });
    expect(stale.status).toBe(403);
    expect(await api('/pulls/1')).toMatchObject({ merged: false });
  });

  it('sign in with a password, not with a wrong one, not for another site, not as a program', async () => {
    const { visit } = browser();
    const form = { user_name: 'dev1', password: 'password-of-dev1' };
    const wrong = await visit('/user/login', { ...form, password: 'x' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('User name or password is wrong');
    const foreign = await visit('/user/login', form, {
      origin: 'http://evil.example.com',
    });
    expect(foreign.status).toBe(401);
    expect((await visit('/user/login', { person: 'naru-bot' })).status).toBe(
      401,
    );
    const right = await visit('/user/login', {
      ...form,
      redirect_to: '//evil.example.com/',
    });
    expect(right).toMatchObject({ status: 303, location: '/' });
    expect((await visit('/')).text).toContain('Kim Dana 김다나');
  });

  it('sign out', async () => {
    const { signIn, press, visit } = browser();
    await signIn('ops1');
    await press('/user/logout');
    expect((await visit('/')).text).not.toContain('Park Mina');
  });

  it('speak Korean to those who read it first', async () => {
    const { visit, signIn } = browser('ko-KR,ko;q=0.9,en;q=0.8');
    await signIn('ops1');
    const { text } = await visit(PULL);
    expect(text).toContain('<html lang="ko">');
    expect(text).toContain('풀 리퀘스트 병합');
  });

  it('show what conflicts, and that what is not there is not there', async () => {
    for (const [branch, text] of [
      ['one', '1'],
      ['two', '2'],
    ]) {
      await api('/contents', {
        branch: 'main',
        new_branch: branch,
        message: branch,
        files: [
          {
            operation: 'create',
            path: 'same.yaml',
            content: Buffer.from(text).toString('base64'),
          },
        ],
      });
      await api('/pulls', { head: branch, base: 'main', title: branch });
    }
    await api('/pulls/2/merge', { Do: 'merge' }, 'ops1');
    const { visit, signIn } = browser();
    await signIn('ops1');
    expect((await visit('/platform/gitops/pulls/3')).text).toContain(
      'This branch has conflicts with main',
    );
    for (const path of [
      '/platform/none',
      `${PULL}9`,
      '/platform/gitops/src/branch/none/x',
    ])
      expect((await visit(path)).status).toBe(404);
  });
});
