import { ecdsaKey, ed25519Key, keyOf, rsaKey } from '../__fixtures__/sshKeys';
import { checkSshPublicKey } from './checkSshPublicKey';

describe('checkSshPublicKey', () => {
  it.each([
    ed25519Key(),
    `  ${ed25519Key()} and a longer comment 김다나 `,
    ed25519Key().split(' ').slice(0, 2).join(' '),
    rsaKey(2048),
    rsaKey(3072),
    ecdsaKey(256),
    ecdsaKey(384),
    ecdsaKey(521),
    keyOf(
      'sk-ssh-ed25519@openssh.com',
      Buffer.alloc(32, 1),
      Buffer.from('ssh:'),
    ),
  ])('accepts %.60s', line => {
    expect(checkSshPublicKey(line)).toBeUndefined();
  });

  const [type, blob] = ed25519Key().split(' ');

  it.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----', /is a private key/],
    [`${ed25519Key()}\n${ed25519Key()}`, /more than one line/],
    ['ssh-dss AAAAB3NzaC1kc3MAAACBAP', /DSA/],
    ['', /does not begin with/],
    ['AAAAC3NzaC1lZDI1NTE5AAAA', /does not begin with/],
    [`command="id" ${ed25519Key()}`, /does not begin with/],
    ['ssh-ed25519', /not base64/],
    ['ssh-ed25519 not*base64', /not base64/],
    [`${type} ${blob.slice(0, -8)}`, /cut or changed/],
    [`ssh-rsa ${blob}`, /parts do not fit/],
    [`${type} ${Buffer.from('hello').toString('base64')}`, /cut or changed/],
    [keyOf('ssh-ed25519', Buffer.alloc(31, 1)), /cut or changed/],
    [keyOf('ssh-ed25519', Buffer.alloc(32, 1), Buffer.alloc(1)), /cut/],
    [keyOf('ssh-rsa', Buffer.from([1, 0, 1])), /cut or changed/],
    [
      keyOf(
        'ecdsa-sha2-nistp256',
        Buffer.from('nistp256'),
        Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]),
      ),
      /cut or changed/,
    ],
    [rsaKey(1024), /is an RSA key of 1024 bits; 2048 are the least/],
  ])('refuses %.60s', (line, message) => {
    expect(checkSshPublicKey(line)).toMatch(message);
  });
});
