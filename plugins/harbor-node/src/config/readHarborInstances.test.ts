import { ConfigReader } from '@backstage/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHarborInstances } from './readHarborInstances';

const SECRET = 'Sup3r-secret';
const good = {
  name: 'main',
  url: 'https://harbor.test/',
  username: 'robot$naru',
  password: SECRET,
};

const read = (...instances: object[]) =>
  readHarborInstances(new ConfigReader({ harbor: { instances } } as never));

const problem = (instance: object) => {
  try {
    read(instance);
  } catch (error) {
    return String(error);
  }
  return undefined;
};

describe('readHarborInstances', () => {
  it('knows none when none is configured', () => {
    expect(readHarborInstances(new ConfigReader({}))).toEqual([]);
  });

  it('takes the registry from the url when none is given', async () => {
    const [plain, own] = read(good, {
      ...good,
      name: 'edge',
      url: 'https://edge.test:8443/harbor',
      registry: 'images.test:5000',
    });
    expect(plain).toMatchObject({
      url: 'https://harbor.test',
      registry: 'harbor.test',
    });
    expect(own).toMatchObject({
      url: 'https://edge.test:8443/harbor',
      registry: 'images.test:5000',
    });
    expect(await plain.password()).toBe(SECRET);
  });

  it('reads the password file again for each call', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'harbor-'));
    const passwordFile = join(folder, 'password');
    const { password: _, ...rest } = good;
    writeFileSync(passwordFile, 'first\n');
    const [{ password }] = read({ ...rest, passwordFile });
    expect(await password()).toBe('first');
    writeFileSync(passwordFile, 'second\n');
    expect(await password()).toBe('second');
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['name', { name: 'Main Harbor' }, 'lower-case'],
    ['url', { url: 'harbor.test' }, 'http(s) URL'],
    ['url', { url: `https://robot:${SECRET}@harbor.test` }, 'credentials'],
    ['url', { url: 'https://harbor.test/api/v2.0' }, 'without /api'],
    ['registry', { registry: 'https://harbor.test' }, 'host name'],
    ['username', { username: 'robot:naru' }, 'name of an account'],
    ['password', { passwordFile: '/run/password' }, 'only one'],
    ['password', { password: undefined }, 'must be there'],
    ['password', { password: 7 }, 'string'],
  ])('stops the start on a bad %s (%j), in one line', (key, change, words) => {
    const error = problem({ ...good, ...change });
    expect(error).toContain(`harbor.instances[0].${key} `);
    expect(error).toContain(words);
    expect(error).not.toContain('\n');
    expect(error).not.toContain(SECRET);
  });

  it('refuses two of one name or of one registry', () => {
    const other = { ...good, url: 'https://other.test' };
    expect(() => read(good, other)).toThrow('two times name "main"');
    expect(() => read(good, { ...good, name: 'b' })).toThrow(
      'two times registry "harbor.test"',
    );
  });

  it('refuses http in production, but for loopback', () => {
    const { NODE_ENV } = process.env;
    try {
      Object.assign(process.env, { NODE_ENV: 'production' });
      expect(problem({ ...good, url: 'http://harbor.test' })).toContain(
        'in clear',
      );
      expect(problem({ ...good, url: 'http://127.0.0.1:3004' })).toBe(
        undefined,
      );
    } finally {
      Object.assign(process.env, { NODE_ENV });
    }
  });
});
