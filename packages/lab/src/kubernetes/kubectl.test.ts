import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../clock/LabClock';
import { seededRandom } from '../random/seededRandom';
import { installCustomResources } from './installCustomResources';
import { KubernetesServer } from './KubernetesServer';

jest.setTimeout(120_000);

const KUBECTL = process.env.KUBECTL ?? 'kubectl';
const version = spawnSync(KUBECTL, ['version', '--client'], {
  encoding: 'utf8',
});
const isMissing = version.error !== undefined;
const name = isMissing
  ? `kubectl (there is none on this machine: set KUBECTL)`
  : `kubectl ${/v1\.\d+\.\d+/.exec(version.stdout)?.[0] ?? ''}`;

const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata:
  name: team1-staging
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: team1-staging
data:
  color: blue
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: team1-staging
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: harbor.example.com/team1/web:1.0
          ports:
            - containerPort: 80
`;

const SECRET_STORE = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: database
  namespace: team1-staging
spec:
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  refreshInterval: 1h
`;

describe(`${name}`, () => {
  if (isMissing) {
    it('is not on this machine, so nothing is shown with it', () => {
      expect(version.error).toBeDefined();
    });
    return;
  }

  let folder: string;
  let server: KubernetesServer;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'naru-lab-kubectl-'));
    server = KubernetesServer.create({
      clock: new RealClock(),
      random: seededRandom(1),
      tokens: new Map([
        ['t-admin', { name: 'admin', groups: ['system:masters'] }],
        ['t-dana', { name: 'dana', groups: ['team1'] }],
      ]),
    });
    installCustomResources(server.api);
    const { url, caFile } = await server.listen(0);
    for (const user of ['admin', 'dana']) {
      writeFileSync(
        join(folder, user),
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [
            {
              name: 'lab',
              cluster: { server: url, 'certificate-authority': caFile },
            },
          ],
          users: [{ name: user, user: { token: `t-${user}` } }],
          contexts: [{ name: 'lab', context: { cluster: 'lab', user } }],
          'current-context': 'lab',
        }),
      );
    }
    environment = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      KUBECACHEDIR: join(folder, 'cache'),
      KUBECONFIG: join(folder, 'admin'),
    };
    await kubectl(['apply', '-f', '-'], { input: MANIFEST });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  // Not synchronous: the server runs in this very process.
  async function kubectl(
    parameters: string[],
    options: {
      input?: string;
      as?: string;
      environment?: Record<string, string>;
    } = {},
  ) {
    const child = spawn(KUBECTL, parameters, {
      env: {
        ...environment,
        ...(options.as && { KUBECONFIG: join(folder, options.as) }),
        ...options.environment,
      },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (errors += chunk));
    child.stdin.end(options.input ?? '');
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, output, errors };
  }

  const inTeam = (parameters: string[], options = {}) =>
    kubectl(['-n', 'team1-staging', ...parameters], options);

  it('shows both versions', async () => {
    const { code, output } = await kubectl(['version']);
    expect(code).toBe(0);
    expect(output).toMatch(/Server Version: .*v1\.34\./);
  });

  it('lists kinds', async () => {
    const { output } = await kubectl(['api-resources', '--no-headers']);
    expect(output).toMatch(/^deployments\s+deploy\s+apps\/v1\s+true/m);
    expect(output).toMatch(
      /^externalsecrets\s+es\s+external-secrets\.io\/v1\s+true/m,
    );
  });

  it('gets tables', async () => {
    const { output } = await inTeam(['get', 'deploy']);
    expect(output.split('\n')[0]).toMatch(
      /^NAME\s+READY\s+UP-TO-DATE\s+AVAILABLE\s+AGE$/,
    );
    expect(output.split('\n')[1]).toMatch(/^web\s+0\/2\s+0\s+0\s+\d+s$/);
    const wide = await inTeam(['get', 'deploy', '-o', 'wide']);
    expect(wide.output).toContain('harbor.example.com/team1/web:1.0');
  });

  it('gets YAML, JSONPath and the names of all kinds of a category', async () => {
    const yaml = await inTeam(['get', 'cm', 'settings', '-o', 'yaml']);
    expect(yaml.output).toMatch(/^data:\n {2}color: blue$/m);
    const path = await inTeam([
      'get',
      'deploy',
      'web',
      '-o',
      'jsonpath={.spec.replicas}',
    ]);
    expect(path.output).toBe('2');
    const all = await inTeam(['get', 'all', '-o', 'name']);
    expect(all.output).toContain('deployment.apps/web');
  });

  it('says what is not there', async () => {
    const { code, errors } = await inTeam(['get', 'cm', 'none']);
    expect(code).toBe(1);
    expect(errors).toBe(
      'Error from server (NotFound): configmaps "none" not found\n',
    );
  });

  it('watches', async () => {
    const child = spawn(
      KUBECTL,
      ['-n', 'team1-staging', 'get', 'cm', 'settings', '-w'],
      { env: environment },
    );
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    const lines = async (count: number) => {
      for (let tries = 0; tries < 400; tries++) {
        if (output.split('\n').length > count) return;
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      throw new Error(`kubectl get -w said no more than: ${output}`);
    };
    try {
      await lines(2);
      await inTeam(['label', 'cm', 'settings', 'seen=yes', '--overwrite']);
      await lines(3);
      expect(output).toMatch(
        /^NAME\s+DATA\s+AGE\nsettings\s+1\s+\d+s\nsettings\s+1\s+\d+s\n$/,
      );
    } finally {
      child.kill();
    }
  });

  it('applies, says when nothing changed, and updates', async () => {
    const same = await kubectl(['apply', '-f', '-'], { input: MANIFEST });
    expect(same.output).toBe(
      'namespace/team1-staging unchanged\nconfigmap/settings unchanged\ndeployment.apps/web unchanged\n',
    );
    const changed = await kubectl(['apply', '-f', '-'], {
      input: MANIFEST.replace('replicas: 2', 'replicas: 3'),
    });
    expect(changed.output).toContain('deployment.apps/web configured');
    const { output } = await inTeam([
      'get',
      'deploy',
      'web',
      '-o',
      'jsonpath={.spec.replicas} {.metadata.generation}',
    ]);
    expect(output).toBe('3 2');
  });

  it('tries an apply on the server without keeping it', async () => {
    const { output } = await kubectl(['apply', '--dry-run=server', '-f', '-'], {
      input: MANIFEST.replace('color: blue', 'color: red'),
    });
    expect(output).toContain('configmap/settings configured (server dry run)');
    const kept = await inTeam([
      'get',
      'cm',
      'settings',
      '-o',
      'jsonpath={.data.color}',
    ]);
    expect(kept.output).toBe('blue');
  });

  it('refuses unknown fields in an apply', async () => {
    const { code, errors } = await kubectl(['apply', '-f', '-'], {
      input: MANIFEST.replace('replicas: 2', 'replicaz: 2'),
    });
    expect(code).toBe(1);
    expect(errors).toMatch(/unknown field "?(spec\.)?replicaz"?/);
  });

  it('applies server-side, and tells of conflicts', async () => {
    const map = (color: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'shared', namespace: 'team1-staging' },
        data: { color },
      });
    const apply = (color: string, more: string[]) =>
      kubectl(['apply', '--server-side', '-f', '-', ...more], {
        input: map(color),
      });
    const made = await apply('blue', ['--field-manager=one']);
    expect(made.output).toBe('configmap/shared serverside-applied\n');
    const refused = await apply('red', ['--field-manager=two']);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain(
      'Apply failed with 1 conflict: conflict with "one": .data.color',
    );
    const forced = await apply('red', [
      '--field-manager=two',
      '--force-conflicts',
    ]);
    expect(forced.code).toBe(0);
  });

  it('patches: strategic, merge and JSON', async () => {
    await inTeam(['patch', 'deploy', 'web', '-p', '{"spec":{"paused":true}}']);
    await inTeam([
      'patch',
      'cm',
      'settings',
      '--type=merge',
      '-p',
      '{"data":{"size":"s"}}',
    ]);
    const { output } = await inTeam([
      'patch',
      'cm',
      'settings',
      '--type=json',
      '-p',
      '[{"op":"replace","path":"/data/size","value":"m"}]',
      '-o',
      'jsonpath={.data.size}',
    ]);
    expect(output).toBe('m');
  });

  it('edits', async () => {
    const { code, output } = await inTeam(['edit', 'cm', 'settings'], {
      environment: { KUBE_EDITOR: `sed -i -e s/blue/green/` },
    });
    expect([code, output]).toEqual([0, 'configmap/settings edited\n']);
  });

  it('is refused to replace an object that has changed since it was read', async () => {
    const read = await inTeam(['get', 'cm', 'settings', '-o', 'json']);
    await inTeam(['annotate', 'cm', 'settings', 'touched=yes', '--overwrite']);
    const { code, errors } = await kubectl(['replace', '-f', '-'], {
      input: read.output,
    });
    expect(code).toBe(1);
    expect(errors).toContain(
      'Operation cannot be fulfilled on configmaps "settings": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('creates and scales', async () => {
    const made = await inTeam([
      'create',
      'secret',
      'generic',
      'login',
      '--from-literal=user=dana',
    ]);
    expect(made.output).toBe('secret/login created\n');
    const read = await inTeam([
      'get',
      'secret',
      'login',
      '-o',
      'jsonpath={.type} {.data.user}',
    ]);
    expect(read.output).toBe('Opaque ZGFuYQ==');
    const scaled = await inTeam(['scale', 'deploy', 'web', '--replicas=5']);
    expect(scaled.output).toBe('deployment.apps/web scaled\n');
  });

  it('shows a custom kind with its columns', async () => {
    await kubectl(['apply', '-f', '-'], { input: SECRET_STORE });
    const { output } = await inTeam(['get', 'externalsecrets']);
    expect(output.split('\n')[0]).toMatch(
      /^NAME\s+STORETYPE\s+STORE\s+REFRESH INTERVAL\s+STATUS\s+READY/,
    );
    expect(output).toMatch(/^database\s+ClusterSecretStore\s+vault\s+1h/m);
  });

  it('describes', async () => {
    const { code, output } = await inTeam(['describe', 'deploy', 'web']);
    expect(code).toBe(0);
    expect(output).toMatch(/^Name:\s+web$/m);
  });

  it('asks what it may do', async () => {
    expect((await kubectl(['auth', 'can-i', 'delete', 'nodes'])).output).toBe(
      'yes\n',
    );
    const dana = await inTeam(['auth', 'can-i', 'list', 'pods'], {
      as: 'dana',
    });
    expect([dana.code, dana.output]).toEqual([1, 'no\n']);
    const refused = await inTeam(['get', 'pods'], { as: 'dana' });
    expect(refused.errors).toBe(
      'Error from server (Forbidden): pods is forbidden: User "dana" cannot list resource "pods" in API group "" in the namespace "team1-staging"\n',
    );
    await inTeam([
      'create',
      'rolebinding',
      'dana',
      '--clusterrole=view',
      '--user=dana',
    ]);
    const now = await inTeam(['auth', 'can-i', 'list', 'pods'], {
      as: 'dana',
    });
    expect(now.output).toBe('yes\n');
    const list = await inTeam(['auth', 'can-i', '--list'], { as: 'dana' });
    expect(list.output).toMatch(/^deployments\.apps\s.*\[get list watch\]/m);
  });

  it('deletes, and waits until it is gone', async () => {
    const one = await inTeam(['delete', 'deploy', 'web']);
    expect(one.output).toMatch(/^deployment\.apps "web" deleted/);
    const all = await kubectl(['delete', 'namespace', 'team1-staging']);
    expect(all.output).toContain('namespace "team1-staging" deleted');
    const gone = await kubectl(['get', 'namespace', 'team1-staging']);
    expect(gone.errors).toContain('NotFound');
  });
});
