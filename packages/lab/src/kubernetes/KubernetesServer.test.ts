import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../clock/LabClock';
import { seededRandom } from '../random/seededRandom';
import { LAB_CONTROLLER } from './KubernetesApi';
import { KubernetesServer } from './KubernetesServer';

const TOKENS = new Map([
  ['secret', { name: 'admin', groups: ['system:masters'] }],
]);

describe('KubernetesServer', () => {
  let stateDir: string;
  let server: KubernetesServer;
  let url: string;
  let ca: Buffer;

  async function start() {
    server = KubernetesServer.create({
      clock: new RealClock(),
      stateDir,
      random: seededRandom(1),
      tokens: TOKENS,
    });
    const listening = await server.listen(0);
    url = listening.url;
    ca = readFileSync(listening.caFile);
  }

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'naru-lab-server-'));
    await start();
  });
  afterEach(async () => {
    await server.close();
    rmSync(stateDir, { recursive: true });
  });

  const get = (path: string, authorization = 'Bearer secret') =>
    new Promise<number>((resolve, reject) => {
      const call = request(
        `${url}${path}`,
        { ca, agent: false, headers: { authorization } },
        response => {
          response.resume();
          response.on('error', reject);
          response.on('close', () => resolve(response.statusCode ?? 0));
        },
      );
      call.on('error', reject);
      call.end();
    });

  it('keeps objects and certificate over a restart', async () => {
    server.api.create(
      { group: '', version: 'v1', plural: 'namespaces' },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team1' } },
      { as: LAB_CONTROLLER },
    );
    const before = ca;
    await server.close();
    await start();
    expect(ca.equals(before)).toBe(true);
    expect(await get('/api/v1/namespaces/team1')).toBe(200);
  });

  it('refuses whom it does not know', async () => {
    expect(await get('/api/v1/namespaces', 'Bearer other')).toBe(401);
    expect(await get('/api/v1/namespaces', 'Basic secret')).toBe(401);
  });

  it('cuts open watches and new connections, and heals', async () => {
    const watch = get('/api/v1/namespaces?watch=1');
    await get('/version');
    server.faults.cut = true;
    await expect(get('/version')).rejects.toThrow();
    await watch.catch(() => undefined);
    server.faults.cut = false;
    expect(await get('/version')).toBe(200);
  });

  it('fails so many requests on command', async () => {
    server.faults.failNext = 1;
    expect(await get('/version')).toBe(500);
    expect(await get('/version')).toBe(200);
  });
});
