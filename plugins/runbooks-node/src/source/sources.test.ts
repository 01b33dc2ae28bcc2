import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { folderFiles } from '../__fixtures__/pages';
import { LocalRunbookSource } from './LocalRunbookSource';
import { UrlRunbookSource } from './UrlRunbookSource';

const INFO = { id: 'a', title: 'A', entityRef: 'component:default/a' };
const LARGE = 'a'.repeat(200 * 1024);
const signal = new AbortController().signal;

describe('LocalRunbookSource', () => {
  const directory = createMockDirectory();
  const fill = () =>
    directory.setContent({
      ...Object.fromEntries(folderFiles([{ id: 'NET-001' }])),
      'docs/en/picture.png': 'not read',
    });

  it('reads again only when a file changed', async () => {
    fill();
    const source = new LocalRunbookSource(INFO, directory.path);
    const first = await source.read(undefined);
    expect([...(first?.files.keys() ?? [])]).toEqual([
      'docs/en/network/index.md',
      'docs/en/network/names.md',
      'docs/ko/network/index.md',
      'docs/ko/network/names.md',
      'mkdocs.yml',
    ]);
    expect(await source.read(first?.version)).toBeUndefined();
    await writeFile(directory.resolve('docs/en/network/names.md'), 'changed');
    const second = await source.read(first?.version);
    expect(second?.files.get('docs/en/network/names.md')).toBe('changed');
  });

  it('leaves out a page that is too large, and tells it', async () => {
    fill();
    await writeFile(directory.resolve('docs/en/network/big.md'), LARGE);
    const source = new LocalRunbookSource(INFO, directory.path);
    const reading = await source.read(undefined);
    expect(reading?.files.has('docs/en/network/names.md')).toBe(true);
    expect(reading?.faults).toEqual([
      { file: 'docs/en/network/big.md', message: 'is larger than 128 KiB' },
    ]);
  });

  it('follows no link out of the folder', async () => {
    fill();
    await symlink('/etc/hostname', directory.resolve('docs/en/network/a.md'));
    await symlink('/etc', directory.resolve('docs/en/etc'));
    const source = new LocalRunbookSource(INFO, directory.path);
    const reading = await source.read(undefined);
    expect(reading?.files.size).toBe(5);
  });

  it('fails when the folder is gone', async () => {
    fill();
    await rm(directory.path, { recursive: true });
    await expect(
      new LocalRunbookSource(INFO, directory.path).read(undefined),
    ).rejects.toThrow(/ENOENT/);
  });
});

describe('UrlRunbookSource', () => {
  const url = 'https://forge.example.com/team3/app/src/branch/main/runbooks';

  it('reads pages and remembers the ETag', async () => {
    const reader = mockServices.urlReader.mock();
    reader.readTree.mockResolvedValueOnce({
      etag: 'abc',
      archive: jest.fn(),
      dir: jest.fn(),
      files: async () => [
        {
          path: 'docs/en/network/names.md',
          content: async () => Buffer.from('한글'),
        },
      ],
    });
    const source = new UrlRunbookSource(INFO, { url, reader });
    const reading = await source.read(undefined, signal);
    expect(reading).toEqual({
      version: 'abc',
      faults: [],
      files: new Map([['docs/en/network/names.md', '한글']]),
    });
    const [asked, options] = reader.readTree.mock.calls[0];
    expect(asked).toBe(url);
    expect(options?.filter?.('docs/en/a/b.md', { size: 10 })).toBe(true);
    expect(options?.filter?.('docs/en/a/b.md', { size: 10_000_000 })).toBe(
      false,
    );
    expect(options?.filter?.('docs/en/a/b.png')).toBe(false);
  });

  it('leaves out pages that are too large, and tells it', async () => {
    const reader = mockServices.urlReader.mock();
    reader.readTree.mockImplementationOnce(async (_url, options) => {
      options?.filter?.('docs/en/network/huge.md', { size: 10_000_000 });
      return {
        etag: 'abc',
        archive: jest.fn(),
        dir: jest.fn(),
        files: async () => [
          {
            path: 'docs/en/network/large.md',
            content: async () => Buffer.from(LARGE),
          },
        ],
      };
    });
    const source = new UrlRunbookSource(INFO, { url, reader });
    const reading = await source.read(undefined, signal);
    expect(reading?.files.size).toBe(0);
    expect(reading?.faults.map(({ file }) => file)).toEqual([
      'docs/en/network/huge.md',
      'docs/en/network/large.md',
    ]);
  });

  it('takes no more into memory than a folder may have', async () => {
    const reader = mockServices.urlReader.mock();
    reader.readTree.mockImplementationOnce(async (_url, options) => {
      const taken = Array.from({ length: 400 }, (_, index) =>
        options?.filter?.(`docs/en/a/p${index}.md`, { size: 120 * 1024 }),
      ).filter(Boolean);
      expect(taken.length).toBeLessThan(300);
      return {
        etag: 'abc',
        archive: jest.fn(),
        dir: jest.fn(),
        files: async () => [],
      };
    });
    const source = new UrlRunbookSource(INFO, { url, reader });
    await expect(source.read(undefined, signal)).rejects.toThrow('32 MiB');
  });

  it('says what to look at when the address has no pages', async () => {
    const reader = mockServices.urlReader.mock();
    reader.readTree.mockResolvedValueOnce({
      etag: 'abc',
      archive: jest.fn(),
      dir: jest.fn(),
      files: async () => [],
    });
    const source = new UrlRunbookSource(INFO, { url, reader });
    await expect(source.read(undefined, signal)).rejects.toThrow(
      'the account of integrations may read',
    );
  });

  it('says that nothing changed, and fails with what the forge says', async () => {
    const reader = mockServices.urlReader.mock();
    const source = new UrlRunbookSource(INFO, { url, reader });
    reader.readTree.mockRejectedValueOnce(new NotModifiedError());
    expect(await source.read('abc', signal)).toBeUndefined();
    expect(reader.readTree.mock.calls[0][1]?.etag).toBe('abc');
    reader.readTree.mockRejectedValueOnce(new Error('502 Bad Gateway'));
    await expect(source.read('abc', signal)).rejects.toThrow('502');
  });
});
