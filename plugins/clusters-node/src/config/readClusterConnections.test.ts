import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import selfsigned from 'selfsigned';
import {
  readClusterConnections,
  resolveClusterConnection,
} from './readClusterConnections';

describe('readClusterConnections', () => {
  const directory = createMockDirectory();
  let pem: string;

  beforeAll(async () => {
    const { cert } = await selfsigned.generate(
      [{ name: 'commonName', value: 'prod7' }],
      { keyType: 'ec' },
    );
    pem = `${cert.trim()}\n`;
  });

  beforeEach(() => {
    directory.setContent({ 'ca.pem': pem, token: 'first\n', empty: '' });
  });

  function read(kubevirt: JsonObject[], kubernetes: JsonObject[] = []) {
    return readClusterConnections(
      new ConfigReader({
        kubevirt: { clusters: kubevirt },
        kubernetes: {
          clusterLocatorMethods: [
            { type: 'localKubectlProxy' },
            { type: 'config', clusters: kubernetes },
          ],
        },
      }),
      'kubevirt.clusters',
    );
  }

  it('reads entries that say all themselves', async () => {
    const connections = read([
      {
        name: 'prod7',
        title: 'Production 7',
        url: 'https://10.0.0.1:6443/',
        caFile: directory.resolve('ca.pem'),
        serviceAccountToken: 'secret',
      },
      {
        name: 'prod8',
        url: 'https://prod8.example/k8s/clusters/c-1',
        caData: Buffer.from(pem).toString('base64'),
      },
      { name: 'prod9', url: 'https://prod9.example', caData: pem },
    ]);

    expect(connections).toMatchObject([
      {
        name: 'prod7',
        title: 'Production 7',
        url: 'https://10.0.0.1:6443',
        ca: pem,
        skipTLSVerify: false,
      },
      {
        title: 'prod8',
        url: 'https://prod8.example/k8s/clusters/c-1',
        ca: pem,
      },
      { ca: pem },
    ]);
    await expect(connections[0].token()).resolves.toBe('secret');
    await expect(connections[1].token()).resolves.toBeUndefined();
  });

  it('takes what an entry without url lacks from the Kubernetes plugin', async () => {
    const [plain, own] = read(
      [
        { name: 'prod7' },
        { name: 'prod8', title: 'Own', serviceAccountToken: 'own' },
      ],
      ['prod7', 'prod8'].map(name => ({
        name,
        title: `${name} of the plugin`,
        url: `https://${name}.example`,
        authProvider: 'serviceAccount',
        serviceAccountToken: '',
        serviceAccountTokenFile: directory.resolve('token'),
        caFile: directory.resolve('ca.pem'),
      })),
    );

    expect(plain).toMatchObject({
      title: 'prod7 of the plugin',
      url: 'https://prod7.example',
      ca: pem,
    });
    await expect(plain.token()).resolves.toBe('first');
    expect(own).toMatchObject({ title: 'Own', url: 'https://prod8.example' });
    await expect(own.token()).resolves.toBe('own');
  });

  it('reads a token file again when it is replaced, and says when it is unusable', async () => {
    const [connection] = read([
      {
        name: 'prod7',
        url: 'https://prod7.example',
        serviceAccountTokenFile: directory.resolve('token'),
      },
    ]);
    await expect(connection.token()).resolves.toBe('first');

    directory.setContent({ token: 'second' });
    await expect(connection.token()).resolves.toBe('second');

    directory.setContent({ token: 'two lines\nof text' });
    await expect(connection.token()).rejects.toThrow('does not hold a token');

    directory.setContent({});
    await expect(connection.token()).rejects.toThrow('ENOENT');
  });

  it('knows no clusters without config', () => {
    expect(
      readClusterConnections(new ConfigReader({}), 'kubevirt.clusters'),
    ).toEqual([]);
  });

  it.each<[string, JsonObject[], string]>([
    [
      'no name',
      [{ url: 'https://a' }],
      'kubevirt.clusters[0]: name is missing',
    ],
    [
      'a name that is no DNS label',
      [{ name: 'Prod.7', url: 'https://a' }],
      'kubevirt.clusters[0]: name must be a DNS label',
    ],
    [
      'the same name twice',
      [
        { name: 'a', url: 'https://a' },
        { name: 'a', url: 'https://b' },
      ],
      'kubevirt.clusters: cluster "a" is named twice',
    ],
    [
      'no url anywhere',
      [{ name: 'a' }],
      'cluster "a" has no url, and kubernetes.clusterLocatorMethods (type config) has no cluster of that name',
    ],
    [
      'a url that is none',
      [{ name: 'a', url: 'prod7' }],
      'cluster "a": url must be the https address',
    ],
    [
      'a url with a password',
      [{ name: 'a', url: 'https://me:secret-value@a' }],
      'cluster "a": url must have no user, password',
    ],
    [
      'http',
      [{ name: 'a', url: 'http://a' }],
      'cluster "a": url is http, which would send the token in clear',
    ],
    [
      'an authority that is none',
      [{ name: 'a', url: 'https://a', caData: 'abc' }],
      'cluster "a": caData holds no certificate',
    ],
    [
      'an authority file that is missing',
      [{ name: 'a', url: 'https://a', caFile: '/nowhere/ca.pem' }],
      'cluster "a": caFile cannot be read: ENOENT',
    ],
    [
      'two authorities',
      [{ name: 'a', url: 'https://a', caData: 'x', caFile: '/x' }],
      'cluster "a": give caData or caFile, not both',
    ],
    [
      'two tokens',
      [
        {
          name: 'a',
          url: 'https://a',
          serviceAccountToken: 'secret-value',
          serviceAccountTokenFile: '/x',
        },
      ],
      'cluster "a": give serviceAccountToken or serviceAccountTokenFile, not both',
    ],
    [
      'a token that would break a header',
      [
        {
          name: 'a',
          url: 'https://a',
          serviceAccountToken: 'secret-value\nX: y',
        },
      ],
      'cluster "a": serviceAccountToken holds characters',
    ],
    [
      'a switch that is none',
      [{ name: 'a', url: 'https://a', skipTLSVerify: 'yes' }],
      'kubevirt.clusters[0]: skipTLSVerify must be true or false',
    ],
  ])('refuses %s in one line without secrets', (_, clusters, message) => {
    const attempt = () => read(clusters);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow('secret-value');
    expect(attempt).not.toThrow('\n');
  });

  it('refuses to skip the check of certificates in production', () => {
    const clusters = [{ name: 'a', url: 'https://a', skipTLSVerify: true }];
    expect(read(clusters)).toMatchObject([{ skipTLSVerify: true }]);

    const { env } = process;
    process.env = { ...env, NODE_ENV: 'production' };
    try {
      expect(() => read(clusters)).toThrow(
        'Config kubevirt.clusters: cluster "a": skipTLSVerify is refused in production',
      );
    } finally {
      process.env = env;
    }
  });
});

describe('resolveClusterConnection', () => {
  const config = new ConfigReader({
    kubevirt: {
      clusters: [{ name: 'prod7', url: 'https://kubevirt.example' }],
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            { name: 'prod7', url: 'https://kubernetes.example' },
            { name: 'hub', url: 'https://hub.example' },
          ],
        },
      ],
    },
  });

  it('finds a cluster of KubeVirt before one of the Kubernetes plugin', () => {
    expect(resolveClusterConnection(config, 'prod7').url).toBe(
      'https://kubevirt.example',
    );
    expect(resolveClusterConnection(config, 'hub').url).toBe(
      'https://hub.example',
    );
  });

  it('refuses a name that is nowhere', () => {
    expect(() => resolveClusterConnection(config, 'moon')).toThrow(
      'cluster "moon" is neither in kubevirt.clusters nor in kubernetes.clusterLocatorMethods',
    );
  });
});
