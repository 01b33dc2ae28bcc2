import { z } from 'zod';
import { timestamp } from '../../clock/LabClock';
import type { Account } from '../Accounts';
import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import { hasControlCharacter, isBranchName } from '../git/gitNames';
import type { GitCommit } from '../git/GitRepository';
import { type TreeChange, writeCommit, writeTree } from '../git/writeCommit';
import type { Repository } from '../Repositories';

const Identity = z
  .object({ name: z.string().optional(), email: z.string().optional() })
  .nullish();

/** The part that all changes of files share. */
export const ChangeOptions = z.object({
  branch: z.string().optional(),
  new_branch: z.string().optional(),
  message: z.string().optional(),
  author: Identity,
  committer: Identity,
});

/** One file of a change. */
export interface FileOperation {
  operation: string;
  path: string;
  content?: string;
  sha?: string;
  from_path?: string;
}

/** What a change made. */
export interface FilesChanged {
  branch: string;
  commit: GitCommit;
  paths: (string | undefined)[];
}

/**
 * Commits changes of files on a branch, or on a new one made from it. All of them or none.
 *
 * @throws ForgeError with the status and the words of Gitea
 */
export async function changeFiles(
  forge: Forge,
  repository: Repository,
  account: Account,
  options: z.infer<typeof ChangeOptions> & { files: FileOperation[] },
): Promise<FilesChanged> {
  const { git, record } = repository;
  const branch = options.branch || record.defaultBranch;
  const target = options.new_branch || branch;
  for (const file of options.files)
    if (!file.path) throw new ForgeError(422, '[Path]: Required');
  if (!isBranchName(target))
    throw new ForgeError(422, '[NewBranchName]: GitRefName');
  if (!forge.repositories.may(account, 'write', repository))
    throw new ForgeError(
      403,
      'user should have a permission to write to the target branch',
    );
  return repository.exclusive(async () => {
    const parent = await git.branchTip(branch);
    const empty = (await git.branches()).length === 0;
    if (!parent && !empty)
      throw new ForgeError(
        404,
        `branch does not exist [repo_id: ${record.id} name: ${branch}]`,
      );
    const existing = await git.branchTip(target);
    if (target !== branch && existing)
      throw new ForgeError(422, `branch already exists [name: ${target}]`);
    if (!forge.repositories.mayPush(account, repository, target))
      throw new ForgeError(
        403,
        `user cannot commit to repo [user: ${account.login}]`,
      );
    const changes: TreeChange[] = [];
    const paths: (string | undefined)[] = [];
    for (const file of options.files) {
      changes.push(...(await operationChanges(repository, parent, file)));
      paths.push(file.operation === 'delete' ? undefined : file.path);
    }
    const now = timestamp(forge.clock);
    const doer = {
      name: account.fullName || account.login,
      email: account.email,
    };
    // As in Gitea: who is named alone is both.
    const author = {
      ...doer,
      ...given(options.author ?? options.committer),
      date: now,
    };
    const committer = {
      ...doer,
      ...given(options.committer ?? options.author),
      date: now,
    };
    const sha = await writeCommit(git, {
      tree: await writeTree(git, parent, changes),
      parents: parent ? [parent] : [],
      message: options.message || standardMessage(options.files),
      author,
      committer,
    });
    await git.setReference(`refs/heads/${target}`, sha, existing);
    record.updated = now;
    forge.store.save();
    await forge.branchMoved(repository, target, existing, sha, account);
    return { branch: target, commit: await git.commit(sha), paths };
  });
}

async function operationChanges(
  repository: Repository,
  parent: string | undefined,
  file: FileOperation,
): Promise<TreeChange[]> {
  const { git } = repository;
  requirePath(file.path);
  const from = file.from_path || file.path;
  requirePath(from);
  const entry = parent ? await git.entry(parent, from) : undefined;
  switch (file.operation) {
    case 'create':
      if (entry)
        throw new ForgeError(
          422,
          `repository file already exists [path: ${file.path}]`,
        );
      break;
    case 'update':
    case 'delete':
    case 'rename':
      if (!entry)
        throw new ForgeError(
          404,
          `object does not exist [id: , rel_path: ${from}]`,
        );
      if (file.sha && file.sha !== entry.sha)
        throw new ForgeError(
          422,
          `sha does not match [given: ${file.sha}, expected: ${entry.sha}]`,
        );
      break;
    case 'upload':
      break;
    default:
      throw new ForgeError(500, '');
  }
  if (file.operation === 'delete') return [{ path: file.path }];
  const blob =
    file.operation === 'rename' && file.content === undefined
      ? entry!.sha
      : await git.writeBlob(fromBase64(file.content ?? ''));
  return [
    ...(from === file.path ? [] : [{ path: from }]),
    { path: file.path, blob, mode: entry?.mode },
  ];
}

/** Refuses what could leave the repository or reach into `.git`. Gitea answers some of these with 500. */
function requirePath(path: string): void {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.includes('..') || parts.includes('.'))
    throw new ForgeError(500, '');
  if (
    parts.some(part => part === '' || /^\.git$/i.test(part)) ||
    hasControlCharacter(path)
  )
    throw new ForgeError(
      422,
      `path contains a malformed path component [path: ${path}]`,
    );
}

function fromBase64(text: string): Buffer {
  const bad = /[^A-Za-z0-9+/=\r\n]/.exec(text);
  if (bad)
    throw new ForgeError(422, `illegal base64 data at input byte ${bad.index}`);
  const clean = text.replace(/[\r\n]/g, '');
  if (clean.length % 4 !== 0)
    throw new ForgeError(
      422,
      `illegal base64 data at input byte ${clean.length - (clean.length % 4)}`,
    );
  return Buffer.from(clean, 'base64');
}

function given(identity: z.infer<typeof Identity>) {
  return {
    ...(identity?.name ? { name: identity.name } : {}),
    ...(identity?.email ? { email: identity.email } : {}),
  };
}

function standardMessage(files: FileOperation[]): string {
  const verbs: Record<string, string> = {
    create: 'Add',
    update: 'Update',
    delete: 'Delete',
    rename: 'Rename',
    upload: 'Upload',
  };
  return files.map(file => `${verbs[file.operation]} ${file.path}`).join('\n');
}
