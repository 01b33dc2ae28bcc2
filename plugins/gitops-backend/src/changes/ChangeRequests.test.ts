import { mockServices } from '@backstage/backend-test-utils';
import { ForgeError } from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { BRANCH, hostsOf, openRequest, PATH } from '../__fixtures__/changes';
import { ChangeRequests } from './ChangeRequests';

const down = () => {
  throw new ForgeError({
    kind: 'unreachable',
    repository: 'platform',
    action: 'look',
  });
};

function setup() {
  const host = new FakeChangeRequestHost({ files: { 'README.md': 'x' } });
  let now = 0;
  const create = () =>
    new ChangeRequests({
      hosts: hostsOf(host),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  const changeRequests = create();
  const told: string[] = [];
  changeRequests.subscribe(({ branch, state }) =>
    told.push(`${branch} ${state}`),
  );
  const later = () => {
    now += 3_000;
  };
  return { host, changeRequests, told, create, later };
}

describe('ChangeRequests', () => {
  it('lists with files, newest first, and knows the same after a restart', async () => {
    const { host, changeRequests, create } = setup();
    await openRequest(host, 'web-01');
    await openRequest(host, 'web-02');
    const list = await changeRequests.list();

    expect(list.map(({ number }) => number)).toEqual([2, 1]);
    expect(list[1].files).toEqual([{ path: PATH, status: 'added' }]);
    expect(await create().list()).toEqual(list);
  });

  it('notices new ones, merges and closes, and tells only what changed', async () => {
    const { host, changeRequests, told } = setup();
    await changeRequests.refresh();
    await openRequest(host);
    await changeRequests.refresh();
    await changeRequests.refresh();
    host.end(1, 'merged');
    await changeRequests.refresh();
    await changeRequests.refresh();

    expect(told).toEqual([`${BRANCH} open`, `${BRANCH} merged`]);
    expect(changeRequests.known()[0]).toMatchObject({
      state: 'merged',
      mergedAt: expect.any(String),
    });
  });

  it('knows a request before its first look at the forge', async () => {
    const { host, changeRequests } = setup();
    await openRequest(host);
    expect(await changeRequests.find('platform', BRANCH)).toMatchObject({
      number: 1,
      files: [{ path: PATH }],
    });
  });

  it('shows the newest of several on one branch', async () => {
    const { host, changeRequests } = setup();
    await openRequest(host);
    host.end(1, 'closed');
    await openRequest(host);
    expect(await changeRequests.list()).toMatchObject([
      { number: 2, state: 'open' },
    ]);
  });

  it('keeps what it knows when the forge stays away', async () => {
    const { host, changeRequests } = setup();
    await openRequest(host);
    await changeRequests.refresh();
    host.beforeCall = down;
    expect(await changeRequests.refresh()).toBe(false);
    expect(await changeRequests.list()).toHaveLength(1);
  });

  it('looks again before it lists what it knows for a while', async () => {
    const { host, changeRequests, later } = setup();
    expect(await changeRequests.list()).toEqual([]);
    await openRequest(host);
    later();
    expect(await changeRequests.list()).toHaveLength(1);
  });

  it('says why when it never could ask, and asks again', async () => {
    const { host, changeRequests } = setup();
    host.beforeCall = down;
    await expect(changeRequests.list()).rejects.toThrow(/does not answer/);
    host.beforeCall = undefined;
    expect(await changeRequests.list()).toEqual([]);
  });

  it('says which request there is not', async () => {
    const { changeRequests } = setup();
    await expect(changeRequests.find('platform', 'naru/x')).rejects.toThrow(
      'There is no pull request from branch "naru/x" in platform/gitops.',
    );
  });

  it('reads the objects of a file once a commit', async () => {
    const { host, changeRequests } = setup();
    await openRequest(host);
    const one = await changeRequests.find('platform', BRANCH);
    const objects = await changeRequests.objectsIn(one, PATH);
    expect(objects).toEqual([
      {
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
        namespace: 'team1-staging',
        name: 'web-01',
      },
    ]);
    host.beforeCall = down;
    expect(await changeRequests.objectsIn(one, PATH)).toBe(objects);
  });
});
