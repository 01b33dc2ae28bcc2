import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HelmLimits, HelmProgram } from './HelmProgram';

describe('HelmProgram with a program that misbehaves', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fake-helm-'));
    mkdirSync(join(folder, 'chart'));
    writeFileSync(join(folder, 'chart/Chart.yaml'), 'name: x\n');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program that answers for its version and otherwise does as the script says. */
  function program(script: string, version = 'v3.19.2'): string {
    const path = join(folder, 'helm');
    writeFileSync(
      path,
      `#!/bin/sh\nif [ "$1" = version ]; then echo "${version}"; exit; fi\n${script}\n`,
    );
    chmodSync(path, 0o755);
    return path;
  }

  async function template(
    script: string,
    limits: HelmLimits = {},
    signal?: AbortSignal,
  ): Promise<string> {
    const helm = await HelmProgram.find({ path: program(script), ...limits });
    if (!helm) throw new Error('no program');
    return run(helm, signal);
  }

  function run(helm: HelmProgram, signal?: AbortSignal): Promise<string> {
    return helm.template({
      chart: join(folder, 'chart'),
      releaseName: 'shop',
      namespace: 'default',
      valueFiles: [],
      signal,
    });
  }

  async function isGone(pidFile: string): Promise<boolean> {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    // A killed process whose parent is gone too may stay as a zombie for a moment.
    try {
      return /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return true;
    }
  }

  async function eventually(check: () => Promise<boolean>): Promise<void> {
    while (!(await check())) {
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  it('ends one that hangs, with its children', async () => {
    const pidFile = join(folder, 'pid');
    await expect(
      template(`sleep 600 & echo $! > ${pidFile}; wait`, { timeoutMs: 500 }),
    ).rejects.toMatchObject({
      kind: 'timeout',
      message: 'helm did not finish within 0.5 seconds',
    });
    await eventually(() => isGone(pidFile));
    expect(await isGone(pidFile)).toBe(true);
  });

  it('does not wait for children that a finished one leaves behind', async () => {
    await expect(template('sleep 600 & echo "kind: A"')).resolves.toBe(
      'kind: A\n',
    );
  });

  it('ends one that floods', async () => {
    await expect(
      template('while :; do echo boat; done', { maxOutputBytes: 10_000 }),
    ).rejects.toMatchObject({ kind: 'too-large' });
  });

  it('tells of one that dies', async () => {
    await expect(template('kill -SEGV $$')).rejects.toMatchObject({
      kind: 'program',
      message: 'the helm program was ended by SIGSEGV',
    });
  });

  it('tells of one that fails without words', async () => {
    await expect(template('exit 3')).rejects.toMatchObject({
      kind: 'template',
      message: 'helm failed and said nothing',
    });
  });

  it('takes credentials and warnings out of its words', async () => {
    await expect(
      template(
        'echo "WARNING: careful" >&2; echo "Error: cannot get https://me:secret@forge/x" >&2; exit 1',
      ),
    ).rejects.toMatchObject({
      message: 'cannot get https://forge/x',
      output: 'Error: cannot get https://forge/x',
    });
  });

  it('gives it no input and nothing of its own environment', async () => {
    process.env.NARU_TEST_SECRET = 'secret';
    try {
      const output = await template('cat; env; pwd');
      expect(output).not.toContain('secret');
      expect(output).toContain('HTTPS_PROXY=http://127.0.0.1:9');
      expect(output).toContain(join(folder, 'chart'));
      const home = /^HOME=(.*)$/m.exec(output)?.[1] ?? '';
      expect(home).toContain('naru-helm-');
      expect(output).toContain(`HELM_PLUGINS=${home}/plugins`);
      expect(existsSync(home)).toBe(false);
    } finally {
      delete process.env.NARU_TEST_SECRET;
    }
  });

  it('stops when the caller does', async () => {
    const controller = new AbortController();
    const rendering = template('sleep 600', {}, controller.signal);
    controller.abort(new Error('enough'));
    await expect(rendering).rejects.toThrow('enough');
  });

  it('runs only so many at once and lets those who wait give up', async () => {
    const path = program(`touch ${folder}/$$; sleep 0.2; ls ${folder}`);
    const helm = await HelmProgram.find({ path, concurrency: 1 });
    if (!helm) throw new Error('no program');
    const controller = new AbortController();
    const first = run(helm);
    const second = run(helm, controller.signal);
    const third = run(helm);
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    const marks = (listing: string) => listing.match(/^\d+$/gm)?.length;
    expect(marks(await first)).toBe(1);
    expect(marks(await third)).toBe(2);
  });

  describe('search', () => {
    it.each([
      ['no program that can be run', '/etc/hostname', /\/etc\/hostname/],
      ['nothing', '/nowhere/helm', /no program that can be run/],
      ['a relative path', 'bin/helm', /not an absolute path/],
    ])('explains %s', async (_, path, reason) => {
      const found = await HelmProgram.search({ path });
      expect(found.helm).toBeUndefined();
      expect(found.reason).toMatch(reason);
    });

    it('looks at NARU_HELM, then at the PATH', async () => {
      const path = program('exit 0');
      const byName = await HelmProgram.find({ env: { NARU_HELM: path } });
      const byPath = await HelmProgram.find({
        env: { PATH: `/nowhere:${folder}` },
      });
      expect(byName?.path).toBe(path);
      expect(byPath?.path).toBe(path);
      const none = await HelmProgram.search({ env: { PATH: '/nowhere' } });
      expect(none.reason).toMatch(/no helm on the PATH/);
    });

    it.each([
      ['v2.17.0', undefined],
      ['v3.7.2', undefined],
      ['boat', undefined],
      ['v3.8.0', '3.8.0'],
      ['v4.0.1+g12', '4.0.1+g12'],
    ])('of version %s takes %s', async (version, taken) => {
      const found = await HelmProgram.search({ path: program('', version) });
      expect(found.helm?.version).toBe(taken);
      expect(found.reason === undefined).toBe(taken !== undefined);
    });
  });
});
