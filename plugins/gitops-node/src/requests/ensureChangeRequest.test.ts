import { ConflictError } from '@backstage/errors';
import { ForgeError } from '../hosts/ForgeError';
import { FakeChangeRequestHost } from '../testing/FakeChangeRequestHost';
import { ChangeRequestDraft, ensureChangeRequest } from './ensureChangeRequest';

const PATH = 'kubernetes/staging/vms/team1/web-01.yaml';
const BRANCH = 'naru/vm/team1-staging/web-01';

const draft: ChangeRequestDraft = {
  branch: BRANCH,
  title: 'Add virtual machine web-01',
  body: '# web-01',
  requestedBy: 'user:default/dev1',
  author: { name: '김다나', email: 'dana@example.com' },
  entityRefs: ['resource:team1-staging/web-01'],
  files: [{ path: PATH, content: 'kind: VirtualMachine\n' }],
};

const seeded = () =>
  new FakeChangeRequestHost({ files: { 'README.md': 'hello' } });

const ensure = (
  host: FakeChangeRequestHost,
  change: Partial<ChangeRequestDraft> = {},
) =>
  ensureChangeRequest({
    host,
    draft: { ...draft, ...change },
    retryDelayMs: 1,
  });

const lostAnswer = () =>
  new ForgeError({
    kind: 'unreachable',
    repository: 'platform',
    action: 'do it',
  });

describe('ensureChangeRequest', () => {
  it('makes one commit by the person and one change request that tells who asked', async () => {
    const host = seeded();
    const { changeRequest, outcome } = await ensure(host);

    expect(outcome).toBe('created');
    expect(changeRequest).toMatchObject({
      branch: BRANCH,
      state: 'open',
      author: '김다나',
      requestedBy: 'user:default/dev1',
      entityRefs: ['resource:team1-staging/web-01'],
      files: [{ path: PATH, status: 'added' }],
    });
    expect(host.commits).toMatchObject([
      {
        from: 'main',
        author: { name: '김다나' },
        message:
          'Add virtual machine web-01\n\nRequested-by: user:default/dev1\n',
      },
    ]);
  });

  it('returns the same change request when asked twice, also at once', async () => {
    const host = seeded();
    const [one, other] = await Promise.all([ensure(host), ensure(host)]);
    const third = await ensure(host);

    expect(host.changeRequests).toHaveLength(1);
    expect(host.commits).toHaveLength(1);
    expect([one.outcome, other.outcome].sort()).toEqual([
      'created',
      'unchanged',
    ]);
    expect(third.outcome).toBe('unchanged');
    expect(third.changeRequest.number).toBe(1);
  });

  it('adds a commit when the same person asks for something else', async () => {
    const host = seeded();
    await ensure(host);
    const again = await ensure(host, {
      title: 'Add virtual machine web-01 (bigger)',
      files: [
        { path: PATH, content: 'kind: Bigger\n' },
        { path: 'more.yaml', content: 'a: 1\n' },
      ],
    });

    expect(again.outcome).toBe('updated');
    expect(host.changeRequests).toMatchObject([
      { number: 1, title: 'Add virtual machine web-01 (bigger)' },
    ]);
    expect((await host.readFile(PATH, BRANCH))?.content).toBe('kind: Bigger\n');
    expect((await host.readFile('more.yaml', BRANCH))?.content).toBe('a: 1\n');
  });

  it('looks again when a reviewer writes to the branch at the same moment', async () => {
    const host = seeded();
    await ensure(host);
    let writes = 1;
    host.beforeCall = call => {
      if (call === 'commit' && writes > 0) {
        writes -= 1;
        host.write(BRANCH, PATH, 'kind: Reviewed\n');
      }
    };
    const again = await ensure(host, {
      files: [{ path: PATH, content: 'kind: Bigger\n' }],
    });

    expect(again.outcome).toBe('updated');
    expect((await host.readFile(PATH, BRANCH))?.content).toBe('kind: Bigger\n');
  });

  it('refuses with a link when somebody else asks for the same', async () => {
    const host = seeded();
    await ensure(host);
    const error = await ensure(host, {
      requestedBy: 'user:default/dev2',
    }).catch(e => e);

    expect(error).toBeInstanceOf(ConflictError);
    expect(error.message).toBe(
      'user:default/dev1 already asks for the same name: http://git.test/platform/gitops/pulls/1. Choose another name, or wait until that request is merged or closed.',
    );
  });

  it('refuses with a link when the file is in the base', async () => {
    const host = new FakeChangeRequestHost({ files: { [PATH]: 'x' } });
    await expect(ensure(host)).rejects.toThrow(
      /^The name is taken in Git: kubernetes\/staging\/vms\/team1\/web-01.yaml is already on main. See http:\/\/git.test\//,
    );
    expect(host.commits).toHaveLength(0);
  });

  it('names the change request that brought the file', async () => {
    const host = seeded();
    await ensure(host);
    host.end(1, 'merged');
    await expect(ensure(host)).rejects.toThrow(
      'It came with http://git.test/platform/gitops/pulls/1.',
    );
  });

  it.each(['merged', 'closed'] as const)(
    'begins anew after a %s change request whose branch was left behind',
    async state => {
      const host = seeded();
      await ensure(host);
      host.end(1, state);
      if (state === 'merged') {
        await removeFromMain(host);
      }
      const again = await ensure(host, { requestedBy: 'user:default/dev2' });

      expect(again.outcome).toBe('created');
      expect(again.changeRequest.number).toBe(2);
      expect(host.commits).toHaveLength(2);
    },
  );

  it('goes on after a crash between branch and change request', async () => {
    const host = seeded();
    host.beforeCall = call => {
      if (call === 'openChangeRequest') {
        throw new Error('killed');
      }
    };
    await expect(ensure(host)).rejects.toThrow('killed');
    expect(host.branches).toContain(BRANCH);
    host.beforeCall = undefined;
    const again = await ensure(host);

    expect(again.outcome).toBe('created');
    expect(host.commits).toHaveLength(1);
    expect(host.changeRequests).toHaveLength(1);
  });

  it('replaces a branch without change request that says something else', async () => {
    const host = seeded();
    host.write(BRANCH, PATH, 'kind: Old\n');
    host.write('main', 'newer.yaml', 'new');
    await ensure(host);

    expect((await host.readFile(PATH, BRANCH))?.content).toBe(
      'kind: VirtualMachine\n',
    );
    expect(await host.readFile('newer.yaml', BRANCH)).toBeDefined();
  });

  it.each(['commit', 'openChangeRequest'] as const)(
    'finds out what became of a %s whose answer was lost',
    async lost => {
      const host = seeded();
      let losses = 1;
      host.afterCall = call => {
        if (call === lost && losses > 0) {
          losses -= 1;
          throw lostAnswer();
        }
      };
      const { changeRequest } = await ensure(host);

      expect(changeRequest.number).toBe(1);
      expect(host.commits).toHaveLength(1);
      expect(host.changeRequests).toHaveLength(1);
    },
  );

  it('gives up with the reason when the forge stays away', async () => {
    const host = seeded();
    host.beforeCall = () => {
      throw lostAnswer();
    };
    await expect(ensure(host)).rejects.toThrow(
      'Repository "platform": cannot do it: the forge does not answer. Try again in a moment; if it stays so, tell the platform team.',
    );
  });

  it('does not try again what the forge refuses', async () => {
    const host = seeded();
    let calls = 0;
    host.beforeCall = () => {
      calls += 1;
      throw new ForgeError({
        kind: 'forbidden',
        repository: 'platform',
        action: 'look',
      });
    };
    await expect(ensure(host)).rejects.toThrow(/has to give it the right/);
    expect(calls).toBe(1);
  });

  it('says so when the base branch is not there', async () => {
    const host = seeded();
    await host.deleteBranch('main');
    await expect(ensure(host)).rejects.toThrow(
      'Repository "platform": cannot find branch main: the forge does not find it, or the account of the portal may not see it.',
    );
  });
});

async function removeFromMain(host: FakeChangeRequestHost): Promise<void> {
  await host.deleteBranch('main');
  host.write('main', 'README.md', 'hello');
}
