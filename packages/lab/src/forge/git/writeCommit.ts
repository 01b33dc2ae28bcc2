import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GitIdentity, GitRepository } from './GitRepository';
import { runGit } from './runGit';

/** A file to set, or to remove when there is no blob. */
export interface TreeChange {
  path: string;
  blob?: string;
  mode?: string;
}

/** Runs `work` with an index file of its own, so that nothing shared is touched. */
export async function withIndex<T>(
  repository: GitRepository,
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const file = join(repository.path, `index-${randomBytes(8).toString('hex')}`);
  try {
    return await work({ GIT_INDEX_FILE: file });
  } finally {
    rmSync(file, { force: true });
    rmSync(`${file}.lock`, { force: true });
  }
}

/** Writes the tree of `base` (undefined: the empty tree) with some files changed; answers its id. */
export async function writeTree(
  repository: GitRepository,
  base: string | undefined,
  changes: TreeChange[],
): Promise<string> {
  return withIndex(repository, async env => {
    const cwd = repository.path;
    await runGit({
      cwd,
      env,
      args: base ? ['read-tree', base] : ['read-tree', '--empty'],
    });
    const input = changes
      .map(({ path, blob, mode = '100644' }) =>
        blob ? `${mode} ${blob}\t${path}\0` : `0 ${'0'.repeat(40)}\t${path}\0`,
      )
      .join('');
    await runGit({
      cwd,
      env,
      args: ['update-index', '-z', '--replace', '--index-info'],
      input,
    });
    const { stdout } = await runGit({ cwd, env, args: ['write-tree'] });
    return stdout.toString('utf8').trim();
  });
}

/** Writes a commit; answers its id. No reference moves. */
export async function writeCommit(
  repository: GitRepository,
  commit: {
    tree: string;
    parents: string[];
    message: string;
    author: GitIdentity;
    committer: GitIdentity;
  },
): Promise<string> {
  const { stdout } = await runGit({
    cwd: repository.path,
    args: [
      'commit-tree',
      commit.tree,
      ...commit.parents.flatMap(parent => ['-p', parent]),
    ],
    input: commit.message.endsWith('\n')
      ? commit.message
      : `${commit.message}\n`,
    env: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: commit.author.date,
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: commit.committer.date,
    },
  });
  return stdout.toString('utf8').trim();
}
