import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { MkdocsProcess, type MkdocsProcessOptions } from './MkdocsProcess';

describe('MkdocsProcess', () => {
  const folder = createMockDirectory();
  const run = async (script: string, options: MkdocsProcessOptions = {}) => {
    folder.setContent({
      mkdocs: `#!/bin/sh\n${script}\n`,
      input: { 'mkdocs.yml': '' },
      output: {},
    });
    const program = join(folder.path, 'mkdocs');
    await chmod(program, 0o755);
    await new MkdocsProcess({ program, ...options }).runContainer({
      imageName: '',
      args: ['build', '-f', '/input/mkdocs.yml', '-d', '/output'],
      mountDirs: {
        [join(folder.path, 'input')]: '/input',
        [join(folder.path, 'output')]: '/output',
      },
      logStream: new PassThrough().resume(),
    });
  };
  const written = (name: string) =>
    readFile(join(folder.path, 'output', name), 'utf8');

  it('runs in the folder of the pages, with the paths of this machine', async () => {
    await run('pwd >"$5/where"; echo "$@" >"$5/arguments"');
    expect((await written('where')).trim()).toBe(join(folder.path, 'input'));
    expect((await written('arguments')).trim()).toBe(
      `build -f ${folder.path}/input/mkdocs.yml -d ${folder.path}/output`,
    );
  });

  it('tells nothing secret of the environment', async () => {
    process.env.NARU_TEST_SECRET = 'do-not-tell';
    try {
      await run('env >"$5/env"');
    } finally {
      delete process.env.NARU_TEST_SECRET;
    }
    const environment = await written('env');
    expect(environment).toContain('PATH=');
    expect(environment).not.toContain('do-not-tell');
  });

  it('ends a build that takes too long, with all that it started', async () => {
    await expect(
      run('echo waiting; sleep 60 & sleep 60', { timeoutMs: 300 }),
    ).rejects.toThrow('MkDocs took longer than 0.3 s: waiting');
  });

  it('ends with the backend, and begins nothing after it', async () => {
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 200);
    await expect(run('sleep 60', { signal: ending.signal })).rejects.toThrow(
      'MkDocs was ended with the backend',
    );
    await expect(run('true', { signal: ending.signal })).rejects.toThrow(
      'the backend is ending',
    );
  });

  it('says the last words of a build that failed', async () => {
    await expect(run('echo "Config value: no"; exit 1')).rejects.toThrow(
      'MkDocs ended with 1: Config value: no',
    );
    await expect(
      run('true', { program: '/nonexistent/mkdocs' }),
    ).rejects.toThrow('MkDocs ended with 127');
  });

  it('does a few at a time', async () => {
    folder.setContent({
      mkdocs:
        '#!/bin/sh\nmkdir "$5/lock" || exit 1\nsleep 0.2\nrmdir "$5/lock"\n',
      input: {},
      output: {},
    });
    const program = join(folder.path, 'mkdocs');
    await chmod(program, 0o755);
    const one = new MkdocsProcess({ program, atOnce: 1 });
    const build = () =>
      one.runContainer({
        imageName: '',
        args: ['build', '-f', '/input/mkdocs.yml', '-d', '/output'],
        mountDirs: {
          [join(folder.path, 'input')]: '/input',
          [join(folder.path, 'output')]: '/output',
        },
      });
    await expect(
      Promise.all([build(), build(), build()]),
    ).resolves.toHaveLength(3);
  });
});
