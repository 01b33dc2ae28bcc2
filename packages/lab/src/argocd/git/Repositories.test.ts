import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../clock/LabClock';
import { DefaultKubernetesApi } from '../../kubernetes/DefaultKubernetesApi';
import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { seededRandom } from '../../random/seededRandom';
import { BareRepository } from './BareRepository';
import { Repositories } from './Repositories';

const AS = { as: LAB_CONTROLLER };
const PASSWORD = 'very-secret';

describe('Repositories', () => {
  let directory: string;
  let clock: ManualClock;
  let api: DefaultKubernetesApi;
  let repositories: Repositories;
  let repository: BareRepository;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'repositories-'));
    clock = new ManualClock();
    api = DefaultKubernetesApi.create({ clock, random: seededRandom(1) });
    api.create(
      { group: '', version: 'v1', plural: 'namespaces' },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
      AS,
    );
    repositories = new Repositories({
      api,
      clock,
      directory: join(directory, 'mirrors'),
      namespace: 'argocd',
    });
    repository = BareRepository.create(directory, 'gitops');
  });

  afterEach(() => {
    repositories.stop();
    api.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const addSecret = (type: string, url: string, password: string) =>
    api.create(
      { group: '', version: 'v1', plural: 'secrets' },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: `${type}-${password}`,
          namespace: 'argocd',
          labels: { 'argocd.argoproj.io/secret-type': type },
        },
        stringData: { url, username: 'naru', password },
      },
      AS,
    );

  it('finds branches, tags, HEAD and commits, and reads them', async () => {
    const first = repository.commit({ 'a/b.txt': '나루 1\n', 'c.txt': '' });
    const second = repository.commit({ 'a/b.txt': '나루 2\n' });
    execFileSync('git', ['tag', 'v1', first], {
      cwd: join(directory, 'gitops.git'),
    });
    const { url } = repository;
    const commitOf = async (revision: string) =>
      (await repositories.checkout(url, revision, 60)).commit;
    expect(await commitOf('main')).toBe(second);
    expect(await commitOf('HEAD')).toBe(second);
    expect(await commitOf('v1')).toBe(first);
    expect(await commitOf(first)).toBe(first);
    expect(await commitOf(first.slice(0, 8))).toBe(first);

    const { mirror, commit } = await repositories.checkout(url, 'v1', 60);
    const tree = await mirror.tree(commit);
    expect(tree.map(({ path }) => path)).toEqual(['a/b.txt', 'c.txt']);
    expect(await mirror.read(tree.map(({ blob }) => blob))).toEqual([
      '나루 1\n',
      '',
    ]);
  });

  it('knows refs for as long as it may, and sees deleted branches', async () => {
    const first = repository.commit({ a: '1' });
    repository.commit({ a: 'x' }, 'side');
    await repositories.checkout(repository.url, 'side', 0);
    const second = repository.commit({ a: '2' });
    const commit = async (maxAge: number) =>
      (await repositories.checkout(repository.url, 'main', maxAge)).commit;
    expect(await commit(10)).toBe(first);
    expect(await commit(0)).toBe(second);
    clock.advance(11);
    execFileSync('git', ['branch', '-D', 'side'], {
      cwd: join(directory, 'gitops.git'),
    });
    await expect(
      repositories.checkout(repository.url, 'side', 10),
    ).rejects.toThrow("unable to resolve 'side' to a commit SHA");
  });

  it('says why a repository cannot be read', async () => {
    const refusal = (url: string, revision = 'main') =>
      repositories.checkout(url, revision, 0);
    await expect(refusal(repository.url)).rejects.toThrow(
      'failed to list refs: remote repository is empty',
    );
    await expect(refusal('ext::sh -c touch% /tmp/x')).rejects.toThrow(
      'unsupported repository address',
    );
    await expect(refusal('--upload-pack=x')).rejects.toThrow(
      'unsupported repository address',
    );
    await expect(refusal(`file://${directory}/none.git`)).rejects.toThrow(
      'failed to list refs: repository not found',
    );
    repository.commit({ a: '1' });
    await expect(
      refusal(repository.url, '0123456789012345678901234567890123456789'),
    ).rejects.toThrow('failed to checkout revision');
  });

  describe('over HTTP with a password', () => {
    let server: Server;
    let url: string;

    beforeEach(async () => {
      repository.commit({ a: '1' });
      // The plain file protocol of git: enough to see who asks.
      execFileSync('git', ['update-server-info'], {
        cwd: join(directory, 'gitops.git'),
      });
      server = createServer((request, response) => {
        const expected = Buffer.from(`naru:${PASSWORD}`).toString('base64');
        if (request.headers.authorization !== `Basic ${expected}`) {
          response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' });
          response.end();
          return;
        }
        try {
          const path = new URL(request.url ?? '', 'http://x').pathname;
          response.end(readFileSync(join(directory, path)));
        } catch {
          response.writeHead(404).end();
        }
      });
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      const { port } = server.address() as AddressInfo;
      url = `http://127.0.0.1:${port}/gitops.git`;
    });

    afterEach(() => {
      server.close();
      server.closeAllConnections();
    });

    it('uses the Secret of the repository before that of a prefix', async () => {
      addSecret('repo-creds', url.slice(0, -10), 'wrong');
      await expect(repositories.checkout(url, 'main', 0)).rejects.toThrow(
        'failed to list refs: authentication required: Unauthorized',
      );
      addSecret('repository', url.replace('.git', ''), PASSWORD);
      const { commit } = await repositories.checkout(url, 'main', 0);
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
    });

    it('does not let the password out', async () => {
      addSecret('repository', url, 'another-secret');
      const error = await repositories.checkout(url, 'main', 0).catch(e => e);
      expect(error.message).toContain('authentication required');
      const base64 = Buffer.from('naru:another-secret').toString('base64');
      for (const secret of ['another-secret', base64]) {
        expect(JSON.stringify([error.message, error.stack])).not.toContain(
          secret,
        );
      }
      const written = readdirSync(join(directory, 'mirrors'), {
        recursive: true,
        withFileTypes: true,
      })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        .join('');
      expect(written).not.toContain('another-secret');
      expect(written).not.toContain(base64);
    });
  });
});
