import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', 'dist-types', 'e2e-tests']);

/**
 * Builds the web app where its sources changed since the last build.
 *
 * @returns whether it was built
 * @throws Error that names the log when the build fails
 */
export async function ensureAppBundle(root: string): Promise<boolean> {
  const stamp = join(root, '.cache', 'app-bundle');
  const wanted = sourcesDigest(root);
  const present =
    existsSync(join(root, 'packages/app/dist/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted;
  if (present) {
    return false;
  }
  mkdirSync(join(root, '.cache'), { recursive: true });
  await build(root, join(root, '.cache', 'app-build.log'));
  writeFileSync(stamp, wanted);
  return true;
}

function build(root: string, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const log = createWriteStream(logFile);
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/.bin/backstage-cli'), 'package', 'build'],
      {
        cwd: join(root, 'packages/app'),
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    child.once('error', reject);
    child.once('exit', code =>
      code === 0
        ? resolve()
        : reject(new Error(`the app does not build; read ${logFile}`)),
    );
  });
}

function sourcesDigest(root: string): string {
  const digest = createHash('sha256');
  const add = (path: string) => {
    digest.update(path.slice(root.length)).update('\0');
    digest.update(readFileSync(path)).update('\0');
  };
  const walk = (folder: string) => {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (IGNORED.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  add(join(root, 'yarn.lock'));
  walk(join(root, 'packages/app'));
  for (const plugin of readdirSync(join(root, 'plugins')).sort()) {
    if (!/-(backend|node)$|backend-module-/.test(plugin)) {
      walk(join(root, 'plugins', plugin));
    }
  }
  return digest.digest('hex');
}
