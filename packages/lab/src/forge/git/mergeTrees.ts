import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitRepository } from './GitRepository';
import { runGit } from './runGit';
import { withIndex } from './writeCommit';

interface Stages {
  mode: string;
  blobs: (string | undefined)[];
}

/**
 * Three-way merge of trees, as `git merge` would do it without renames. Needs no working copy, and no newer git than 2.20.
 *
 * @returns the id of the merged tree, or undefined when there are conflicts
 */
export async function mergeTrees(
  repository: GitRepository,
  base: string,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const cwd = repository.path;
  return withIndex(repository, async env => {
    await runGit({
      cwd,
      env,
      args: ['read-tree', '-i', '-m', '--aggressive', base, ours, theirs],
    });
    const unmerged = await runGit({ cwd, env, args: ['ls-files', '-u', '-z'] });
    const paths = new Map<string, Stages>();
    for (const line of unmerged.stdout.toString('utf8').split('\0')) {
      if (!line) continue;
      const tab = line.indexOf('\t');
      const [mode, blob, stage] = line.slice(0, tab).split(' ');
      const path = line.slice(tab + 1);
      const stages = paths.get(path) ?? { mode, blobs: [] };
      stages.mode = mode;
      stages.blobs[Number(stage) - 1] = blob;
      paths.set(path, stages);
    }
    for (const [path, { mode, blobs }] of paths) {
      const [first, second, third] = blobs;
      const merged =
        first && second && third
          ? await mergeFile(repository, [second, first, third])
          : undefined;
      if (!merged) return undefined;
      await runGit({
        cwd,
        env,
        args: ['update-index', '-z', '--index-info'],
        // Stage 0 does not push out the other stages by itself.
        input: `0 ${'0'.repeat(40)}\t${path}\0${mode} ${merged} 0\t${path}\0`,
      });
    }
    const { stdout } = await runGit({ cwd, env, args: ['write-tree'] });
    return stdout.toString('utf8').trim();
  });
}

async function mergeFile(
  repository: GitRepository,
  blobs: string[],
): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-merge-'));
  try {
    const files: string[] = [];
    for (const [index, blob] of blobs.entries()) {
      const file = join(folder, String(index));
      writeFileSync(file, (await repository.blob(blob)) ?? '');
      files.push(file);
    }
    const { code, stdout } = await runGit({
      cwd: folder,
      args: ['merge-file', '-p', '--quiet', ...files],
      accept: Array.from({ length: 256 }, (_, exit) => exit),
    });
    return code === 0 ? await repository.writeBlob(stdout) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
