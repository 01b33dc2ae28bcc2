import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Builder } from './Builder';
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

  it('builds without MkDocs until it answers, under another name', async () => {
    const auto = builder('auto');
    expect(await auto.usesMkdocs()).toBe(false);
    expect(await auto.mayImprove()).toBe(true);
    expect(await auto.name()).toBe('built-in-1');
    await installMkdocs();
    expect(await auto.usesMkdocs()).toBe(true);
    expect(await auto.mayImprove()).toBe(false);
    expect(await auto.name()).toBe('mkdocs-1.6.1');
  });

  it('does not ask again at once for a program that is missing', async () => {
    const mkdocs = new MkdocsProgram({ program, retryMs: 60_000 });
    expect(await mkdocs.version()).toBeUndefined();
    await installMkdocs();
    expect(await mkdocs.version()).toBeUndefined();
  });

  it('does as it is told', async () => {
    expect(await builder('mkdocs').usesMkdocs()).toBe(true);
    expect(await builder('mkdocs').name()).toBe('mkdocs-missing');
    await installMkdocs();
    expect(await builder('built-in').usesMkdocs()).toBe(false);
  });

  it('takes a program that fails for none', async () => {
    folder.setContent({ mkdocs: '#!/bin/sh\nexit 1\n' });
    await chmod(program, 0o755);
    expect(await builder('auto').usesMkdocs()).toBe(false);
  });
});
