import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Builder, readEtag } from './Builder';
import { MkdocsProgram } from './MkdocsProgram';

describe('Builder', () => {
  const folder = createMockDirectory();
  const program = join(folder.path, 'mkdocs');
  const builder = (use: 'auto' | 'mkdocs' | 'built-in') =>
    new Builder(use, new MkdocsProgram({ program, retryMs: 0 }));
  const installMkdocs = async () => {
    folder.setContent({
      mkdocs: '#!/bin/sh\necho "mkdocs, version 1.6.1 from here"\n',
    });
    await chmod(program, 0o755);
  };

  beforeEach(() => folder.clear());

  const ref = 'component:default/runbooks';

  it('builds first without MkDocs, and with it in the background', async () => {
    await installMkdocs();
    const auto = builder('auto');
    expect(await auto.plan(ref, undefined)).toEqual({
      name: 'built-in-1',
      keeps: false,
    });
    expect(await auto.improvable()).toEqual([ref]);
    const first = { name: 'built-in-1', state: 'a' };
    expect(await auto.plan(ref, first)).toEqual({
      name: 'mkdocs-1.6.1',
      keeps: true,
    });
    auto.improve(ref);
    expect(await auto.plan(ref, first)).toEqual({
      name: 'mkdocs-1.6.1',
      keeps: false,
    });
    expect(await auto.improvable()).toEqual([]);
    // Another reader at the same time does not start the same build.
    expect((await auto.plan(ref, first)).keeps).toBe(true);
    await auto.plan(ref, { name: 'mkdocs-1.6.1', state: 'a' });
    expect(await auto.improvable()).toEqual([]);
  });

  it('does not try again what MkDocs failed at, until the sources change', async () => {
    await installMkdocs();
    const auto = builder('auto');
    const first = { name: 'built-in-1', state: 'a' };
    await auto.plan(ref, first);
    auto.improve(ref);
    await auto.plan(ref, first);
    auto.fails('mkdocs-1.6.1:a');
    await auto.plan(ref, first);
    expect(await auto.improvable()).toEqual([]);
    await auto.plan(ref, { name: 'built-in-1', state: 'b' });
    expect(await auto.improvable()).toEqual([ref]);
  });

  it('builds without MkDocs until it answers', async () => {
    const auto = builder('auto');
    const earlier = { name: 'built-in-1', state: 'a' };
    expect(await auto.usesMkdocs()).toBe(false);
    expect(await auto.plan(ref, earlier)).toEqual({
      name: 'built-in-1',
      keeps: true,
    });
    expect(await auto.improvable()).toEqual([]);
    await installMkdocs();
    expect(await auto.improvable()).toEqual([ref]);
  });

  it('keeps the pages of MkDocs when it is gone, and builds anew with another MkDocs', async () => {
    const earlier = { name: 'mkdocs-1.5.0', state: 'a' };
    const auto = builder('auto');
    expect((await auto.plan(ref, earlier)).keeps).toBe(true);
    await installMkdocs();
    expect(await auto.plan(ref, earlier)).toEqual({
      name: 'mkdocs-1.6.1',
      keeps: false,
    });
  });

  it('does not ask again at once for a program that is missing', async () => {
    const mkdocs = new MkdocsProgram({ program, retryMs: 60_000 });
    expect(await mkdocs.version()).toBeUndefined();
    await installMkdocs();
    expect(await mkdocs.version()).toBeUndefined();
  });

  it('does as it is told', async () => {
    expect(await builder('mkdocs').usesMkdocs()).toBe(true);
    expect(await builder('mkdocs').plan(ref, undefined)).toEqual({
      name: 'mkdocs-missing',
      keeps: false,
    });
    await installMkdocs();
    expect(await builder('built-in').usesMkdocs()).toBe(false);
  });

  it('takes a program that fails for none', async () => {
    folder.setContent({ mkdocs: '#!/bin/sh\nexit 1\n' });
    await chmod(program, 0o755);
    expect(await builder('auto').usesMkdocs()).toBe(false);
  });
});

describe('readEtag', () => {
  it('tells how and from what a site was built', () => {
    expect(readEtag('mkdocs-1.6.1:a:b')).toEqual({
      name: 'mkdocs-1.6.1',
      state: 'a:b',
    });
    expect(readEtag('built-in-1:')).toEqual({ name: 'built-in-1', state: '' });
    expect(readEtag('abc123')).toBeUndefined();
    expect(readEtag(undefined)).toBeUndefined();
  });
});
