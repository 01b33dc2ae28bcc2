import { Manifest } from '@naru/plugin-gitops-node';
import { scanForSecrets } from './secretScan';

const manifest = (object: Record<string, unknown>): Manifest => ({
  path: 'a.yaml',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  object,
});

const userData = (line: string) => ({
  spec: { userData: `#cloud-config\n${line}\n` },
});

describe('scanForSecrets', () => {
  it.each([
    ['a private key', { a: '-----BEGIN OPENSSH PRIVATE KEY-----\nx' }],
    ['a private key', userData('-----BEGIN PRIVATE KEY-----')],
    ['a GitHub token', { a: `ghp_${'a'.repeat(36)}` }],
    ['a GitLab token', userData('run: glpat-abcdefghij0123456789')],
    ['a Vault token', { a: `hvs.${'a'.repeat(30)}` }],
    ['an AWS key', { a: 'AKIAIOSFODNN7EXAMPLE' }],
    [
      'a signed token',
      { a: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl' },
    ],
    ['a URL with a password', { a: 'https://dana:hunter2@git.example.com/x' }],
    ['a kubeconfig', userData('    client-key-data: LS0t')],
    ['a password or token', { spec: { password: 'hunter2' } }],
    ['a password or token', { spec: { dbPassword: 'hunter2' } }],
    ['a password or token', { spec: { 'api-key': 'abcdef' } }],
    ['a password or token', userData('export DB_PASSWORD=hunter2')],
    ['a password or token', userData('  - token: abcdef')],
    ['a password or token', { command: 'login --password=hunter2' }],
  ])('finds %s in %j without repeating it', (what, object) => {
    const faults = scanForSecrets(manifest(object));
    expect(faults).toHaveLength(1);
    expect(faults[0].message).toContain(what);
    expect(JSON.stringify(faults)).not.toMatch(/hunter2|AKIA|abcdef|ghp_/);
  });

  it('names the line of a longer text', () => {
    expect(
      scanForSecrets(manifest(userData('password: hunter2'))),
    ).toMatchObject([{ rule: 'VAL-030', field: 'spec.userData line 2' }]);
  });

  it('refuses a Secret whatever it holds', () => {
    const secret = { ...manifest({}), kind: 'Secret' };
    expect(scanForSecrets(secret)).toMatchObject([
      { rule: 'VAL-002', field: 'kind' },
    ]);
  });

  it.each([
    { spec: { secretRef: { name: 'db' }, secretName: 'db-credentials' } },
    { spec: { password: '$(DB_PASSWORD)', tokenFile: '/var/run/token' } },
    { spec: { token: '/var/run/secrets/token' } },
    userData('ssh_pwauth: false'),
    userData(
      '  - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICaKvve dana@example.com',
    ),
    { a: 'http://git.example.com:3000/platform' },
    { automountServiceAccountToken: false },
  ])('lets %j pass', object => {
    expect(scanForSecrets(manifest(object))).toEqual([]);
  });
});
