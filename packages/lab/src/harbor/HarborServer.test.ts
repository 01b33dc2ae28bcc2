import { ManualClock } from '../clock/LabClock';
import { HarborServer } from './HarborServer';
import { parseImage } from './parseImage';
import { sampleAccounts } from './sampleAccounts';
import { SAMPLE_REGISTRY, sampleImages } from './sampleImages';

const API = '/api/v2.0';

describe('HarborServer', () => {
  const { admin, portal } = sampleAccounts(name => `secret of ${name}`);
  const server = HarborServer.create({
    clock: new ManualClock(),
    registry: SAMPLE_REGISTRY,
    accounts: [admin, portal],
    store: sampleImages(),
  });
  let url: string;
  beforeAll(async () => ({ url } = await server.listen(0)));
  afterEach(() =>
    Object.assign(server.faults, { latencyMs: 0, cut: false, failNext: 0 }),
  );
  afterAll(() => server.close());

  const get = (path: string) =>
    fetch(url + API + path, {
      headers: {
        authorization: `Basic ${btoa(`${portal.username}:${portal.password}`)}`,
        connection: 'close',
      },
    });

  it('has two projects for each team, of which only dev has candidates and latest', async () => {
    const projects = await (
      await get('/projects?name=team&page_size=100')
    ).json();
    expect(projects).toHaveLength(14);
    const tags = async (project: string) => {
      const path = `/projects/${project}/repositories/shop/artifacts?q=tags=*`;
      const artifacts: { tags: { name: string }[] }[] = await (
        await get(path)
      ).json();
      return artifacts.flatMap(({ tags: all }) => all.map(({ name }) => name));
    };
    expect(await tags('team7-dev')).toEqual([
      'latest',
      '2.0.0-rc1',
      '1.1.0',
      '1.0.0',
    ]);
    expect(await tags('team7-prod')).toEqual(['1.1.0', '1.0.0']);
  });

  it('is the same each time it is made', () => {
    const digest = () =>
      sampleImages().artifact('team3-dev/api', '1.0.1')?.digest;
    expect(digest()).toBe(digest());
    expect(sampleImages().artifact('team3-prod/api', '1.0.1')?.digest).toBe(
      digest(),
    );
  });

  it('lets the portal read and nothing else', async () => {
    const response = await fetch(`${url}${API}/projects`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${portal.username}:${portal.password}`)}`,
      },
    });
    expect(response.status).toBe(405);
    const manifest = await fetch(`${url}/v2/team1-dev/shop/manifests/1.1.0`, {
      method: 'HEAD',
    });
    expect(manifest.status).toBe(401);
  });

  it('tells a kubelet which image exists, by digest before tag', () => {
    const { digest } = server.push('team1-dev/shop', '3.0.0');
    const image = `${SAMPLE_REGISTRY}/team1-dev/shop`;
    expect(server.imageExists(`${image}:3.0.0`)).toBe(true);
    expect(server.imageExists(`${image}:any@${digest}`)).toBe(true);
    expect(server.imageExists(`${image}:3.0.0@sha256:${'0'.repeat(64)}`)).toBe(
      false,
    );
    expect(server.imageExists(`${image}:4.0.0`)).toBe(false);
    expect(server.imageExists(`${SAMPLE_REGISTRY}/nope/shop:1`)).toBe(false);
    expect(server.imageExists('docker.io/library/nginx:1.29')).toBeUndefined();
  });

  it('refuses to push where there is no project', () => {
    expect(() => server.push('team9-dev/shop', '1')).toThrow('no project');
  });

  it('fails, and is cut, on command', async () => {
    server.faults.failNext = 1;
    const failed = await get('/ping');
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({
      errors: [{ code: 'UNKNOWN', message: 'internal server error' }],
    });
    expect((await get('/ping')).status).toBe(200);
    server.faults.cut = true;
    await expect(get('/ping')).rejects.toThrow();
    server.faults.cut = false;
    expect((await get('/ping')).status).toBe(200);
  });
});

describe('parseImage', () => {
  it.each([
    ['nginx', 'docker.io', 'nginx', 'latest'],
    ['library/nginx:1', 'docker.io', 'library/nginx', '1'],
    ['localhost/x:1', 'localhost', 'x', '1'],
    ['h.test:5000/a/b', 'h.test:5000', 'a/b', 'latest'],
    ['h.test:5000/a/b:1@sha256:f', 'h.test:5000', 'a/b', 'sha256:f'],
  ])('takes %s apart', (image, host, repository, reference) => {
    expect(parseImage(image)).toEqual({ host, repository, reference });
  });
});
