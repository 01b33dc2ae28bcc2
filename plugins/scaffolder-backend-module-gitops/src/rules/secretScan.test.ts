import { scanForSecrets } from './secretScan';

const scan = (content: unknown) => scanForSecrets({ path: 'a.yaml', content });

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
    ['a password or token', { env: [{ name: 'DB_PASS', value: 'hunter2' }] }],
    ['a password or token', { env: [{ name: 'apiToken', value: 'abcdef' }] }],
    ['a password or token', '# Shop\n\nSign in with password: hunter2\n'],
  ])('finds %s in %j without repeating it', (what, object) => {
    const faults = scan(object);
    expect(faults).toHaveLength(1);
    expect(faults[0].message).toContain(what);
    expect(JSON.stringify(faults)).not.toMatch(/hunter2|AKIA|abcdef|ghp_/);
  });

  it('names the line of a longer text', () => {
    expect(scan(userData('password: hunter2'))).toMatchObject([
      { rule: 'VAL-030', field: 'spec.userData line 2' },
    ]);
  });

  it.each(['-', 'a-', 'eyJ-', 'a.'])(
    'is through soon with a long text of %s',
    piece => {
      const before = performance.now();
      expect(scan({ text: piece.repeat(200_000 / piece.length) })).toEqual([]);
      expect(performance.now() - before).toBeLessThan(3_000);
    },
  );

  it('refuses a Secret whatever it holds', () => {
    expect(scan({ apiVersion: 'v1', kind: 'Secret' })).toMatchObject([
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
    { env: [{ name: 'LOG_LEVEL', value: 'info' }] },
    { env: [{ name: 'DB_PASSWORD', value: '' }] },
    {
      secrets: [
        { name: 'DB_PASSWORD', path: 'team1/db', property: 'password' },
      ],
    },
    '# Shop\n\nPasswords are in Vault.\n',
  ])('lets %j pass', object => {
    expect(scan(object)).toEqual([]);
  });
});
