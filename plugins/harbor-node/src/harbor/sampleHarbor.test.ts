import { ConfigReader } from '@backstage/config';
import { sampleHarbor } from '@naru/lab';
import { DefaultHarbor } from './DefaultHarbor';

describe('DefaultHarbor on the Harbor of the lab', () => {
  const { server, registry, portal } = sampleHarbor({
    secret: name => `secret of ${name}`,
  });
  let url: string;
  beforeAll(async () => ({ url } = await server.listen(0)));
  afterEach(() => Object.assign(server.faults, { failNext: 0, cut: false }));
  afterAll(() => server.close());

  const harborAs = (password = portal.password) =>
    DefaultHarbor.fromConfig(
      new ConfigReader({
        harbor: {
          instances: [
            { name: 'lab', url, registry, username: portal.username, password },
          ],
        },
      }),
      { retryDelayMs: 1, keepMs: 0 },
    );

  it('goes from a team to an image', async () => {
    const harbor = harborAs();
    const projects = await harbor.projects(['team1-dev', 'team1-prod']);
    expect(projects.items).toMatchObject([
      { name: 'team1-dev', registry, repositoryCount: 5 },
      { name: 'team1-prod', registry, repositoryCount: 5 },
    ]);
    const repositories = await harbor.repositories('team1-dev');
    expect(repositories?.items.map(({ name }) => name)).toEqual([
      'team1-dev/api',
      'team1-dev/shop',
      'team1-dev/tools/migrate',
      'team1-dev/web',
      'team1-dev/worker',
    ]);
    const tags = await harbor.tags('team1-dev', 'tools/migrate');
    expect(tags?.items.map(({ name }) => name)).toEqual([
      'latest',
      '0.2.0',
      '0.1.0',
    ]);
    const image = { project: 'team1-dev', repository: 'tools/migrate' };
    const found = await harbor.artifact({ ...image, reference: '0.2.0' });
    expect(found?.tags).toContain('latest');
    const reference = found?.digest ?? '';
    expect(await harbor.artifact({ ...image, reference })).toEqual(found);
    expect(
      await harbor.artifact({ ...image, reference: '9.9.9' }),
    ).toBeUndefined();
  });

  it('gets over failures that pass', async () => {
    server.faults.failNext = 2;
    expect((await harborAs().repositories('team1-dev'))?.items).toHaveLength(5);
  });

  it('takes what its account may not see for forbidden, and a wrong password for unauthorized', async () => {
    await expect(harborAs().repositories('nope')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const stranger = harborAs('wrong');
    for (const call of [
      stranger.projects(['team1-dev']),
      stranger.repositories('team1-dev'),
      stranger.tags('team1-dev', 'shop'),
    ]) {
      await expect(call).rejects.toMatchObject({ kind: 'unauthorized' });
    }
  });

  it('says unreachable when it is cut', async () => {
    server.faults.cut = true;
    await expect(harborAs().repositories('team1-dev')).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });
});
