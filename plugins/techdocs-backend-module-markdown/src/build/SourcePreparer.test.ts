import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { Builder } from './Builder';
import { MkdocsProgram } from './MkdocsProgram';
import { SourcePreparer } from './SourcePreparer';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'runbooks' },
};

describe('SourcePreparer', () => {
  const source = createMockDirectory();
  const work = createMockDirectory();
  const prepare = jest.fn();
  const preparer = (use: 'built-in' | 'mkdocs' = 'built-in') =>
    new SourcePreparer({
      stock: { prepare, shouldCleanPreparedDirectory: () => false },
      builder: new Builder(use, new MkdocsProgram({ program: '/nonexistent' })),
      workingDirectory: work.path,
    });

  beforeEach(() => {
    prepare.mockReset().mockResolvedValue({
      preparedDir: source.path,
      etag: '',
    });
    source.setContent({
      'mkdocs.yml': 'site_name: x\n',
      docs: { 'index.md': '# I\n', images: { 'a.svg': '<svg/>' } },
      node_modules: { big: { 'x.js': '' } },
      src: { 'secret.ts': '' },
      'README.md': '# R\n',
    });
    work.clear();
  });

  it('hands over a copy of what a build reads, to be cleaned', async () => {
    const { preparedDir } = await preparer().prepare(entity);
    expect(preparedDir.startsWith(`${work.path}/`)).toBe(true);
    expect(preparer().shouldCleanPreparedDirectory()).toBe(true);
    expect(work.content({ path: preparedDir })).toEqual({
      'mkdocs.yml': 'site_name: x\n',
      docs: { 'index.md': '# I\n', images: { 'a.svg': '<svg/>' } },
      'README.md': '# R\n',
    });
  });

  it('builds only what changed', async () => {
    const { etag } = await preparer().prepare(entity);
    await expect(preparer().prepare(entity, { etag })).rejects.toThrow(
      NotModifiedError,
    );
    source.addContent({ docs: { 'index.md': '# Other\n' } });
    const next = await preparer().prepare(entity, { etag });
    expect(next.etag).not.toBe(etag);
    expect(
      await readFile(join(next.preparedDir, 'docs/index.md'), 'utf8'),
    ).toBe('# Other\n');
  });

  it('builds again in another way', async () => {
    const { etag } = await preparer('built-in').prepare(entity);
    const { etag: other } = await preparer('mkdocs').prepare(entity, { etag });
    expect(other).toBe(etag.replace('built-in-1:', 'mkdocs-missing:'));
  });

  it('passes on the etag of a repository, and takes its tree as it is', async () => {
    prepare.mockResolvedValue({ preparedDir: '/tmp/tree', etag: 'sha1' });
    expect(await preparer().prepare(entity)).toEqual({
      preparedDir: '/tmp/tree',
      etag: 'built-in-1:sha1',
    });
    await preparer().prepare(entity, { etag: 'built-in-1:sha0' });
    expect(prepare).toHaveBeenLastCalledWith(entity, { etag: 'sha0' });
    await preparer().prepare(entity, { etag: 'mkdocs-1.6.1:sha0' });
    expect(prepare).toHaveBeenLastCalledWith(entity, { etag: undefined });
  });

  it('copies everything where pages include others', async () => {
    source.addContent({
      'mkdocs.yml': 'site_name: x\nnav:\n  - A: "!include ./a/mkdocs.yml"\n',
      a: { 'mkdocs.yml': 'site_name: a\n' },
    });
    const { preparedDir } = await preparer().prepare(entity);
    expect(
      Object.keys(work.content({ path: preparedDir }) ?? {}).sort(),
    ).toEqual(['README.md', 'a', 'docs', 'mkdocs.yml', 'src']);
  });

  it('refuses symbolic links', async () => {
    await symlink('/etc', join(source.path, 'docs/etc'));
    await expect(preparer().prepare(entity)).rejects.toThrow(
      'docs/etc is a symbolic link',
    );
  });
});
