import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBranchName, NO_SHA } from './gitNames';
import { runGit } from './runGit';

/** Name, mail address and time of an author or committer. */
export interface GitIdentity {
  name: string;
  email: string;
  /** ISO 8601. */
  date: string;
}

/** A commit as read from the repository. */
export interface GitCommit {
  sha: string;
  tree: string;
  parents: string[];
  author: GitIdentity;
  committer: GitIdentity;
  message: string;
}

/** An entry of a tree. */
export interface GitEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  size: number;
  path: string;
}

/** How one file differs between two commits. */
export interface FileChange {
  path: string;
  previousPath?: string;
  status: 'added' | 'changed' | 'deleted' | 'renamed';
  additions: number;
  deletions: number;
}

const COMMIT_FIELDS =
  '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';
const FIELD_COUNT = 10;
const KNOWN_LIMIT = 2000;

/** A bare repository on disk, read and changed through the `git` program. */
export class GitRepository {
  readonly path: string;
  /** What follows from commit ids alone never changes. */
  readonly #known = new Map<string, Promise<unknown>>();

  constructor(path: string) {
    this.path = path;
  }

  /** Makes an empty bare repository. */
  static async init(path: string, branch: string): Promise<GitRepository> {
    mkdirSync(path, { recursive: true });
    const repository = new GitRepository(path);
    await repository.git('init', '--quiet', '--bare', '.');
    await repository.git('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    // Pull request heads are the forge's own; a push may not touch them.
    await repository.git('config', 'receive.hideRefs', 'refs/pull');
    await repository.git('config', 'http.receivepack', 'true');
    return repository;
  }

  /** Runs git in this repository; answers its output as text. */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await runGit({ cwd: this.path, args });
    return stdout.toString('utf8');
  }

  /** Commit that a full reference (`refs/…`) or a commit id stands for, undefined when there is none. */
  async commitId(reference: string): Promise<string | undefined> {
    // Branches and pull request heads are plain files; asking git would take a process each time.
    if (/^refs\/(heads|pull)\//.test(reference))
      return this.#readReference(reference);
    if (!/^[0-9a-f]{7,40}$/.test(reference) && !reference.startsWith('refs/'))
      return undefined;
    const { code, stdout } = await runGit({
      cwd: this.path,
      args: ['rev-parse', '--verify', '--quiet', `${reference}^{commit}`],
      accept: [0, 1, 128],
    });
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /** The id itself when it is one of a folder, undefined when there is no such folder. */
  async treeId(id: string): Promise<string | undefined> {
    if (!/^[0-9a-f]{40}$/.test(id)) return undefined;
    const { code, stdout } = await runGit({
      cwd: this.path,
      args: ['rev-parse', '--verify', '--quiet', `${id}^{tree}`],
      accept: [0, 1, 128],
    });
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /** Commit at the tip of a branch. */
  async branchTip(branch: string): Promise<string | undefined> {
    return isBranchName(branch)
      ? this.commitId(`refs/heads/${branch}`)
      : undefined;
  }

  /** Branch, tag or commit id, in this order. */
  async resolve(name: string): Promise<string | undefined> {
    if (!isBranchName(name)) return undefined;
    return (
      (await this.commitId(`refs/heads/${name}`)) ??
      (await this.commitId(`refs/tags/${name}`)) ??
      (await this.commitId(name))
    );
  }

  /** All branches, the one with the newest commit first. */
  async branches(): Promise<{ name: string; sha: string }[]> {
    const output = await this.git(
      'for-each-ref',
      '--sort=-committerdate',
      '--format=%(objectname) %(refname)',
      'refs/heads',
    );
    return output
      .split('\n')
      .filter(line => line)
      .map(line => ({
        sha: line.slice(0, 40),
        name: line.slice(41 + 'refs/heads/'.length),
      }));
  }

  /** Commits reachable from `sha`, newest first. */
  async commits(
    sha: string,
    options: { skip?: number; limit?: number; without?: string; path?: string },
  ): Promise<GitCommit[]> {
    const output = await this.git(
      'log',
      '-z',
      `--format=${COMMIT_FIELDS}`,
      `--skip=${options.skip ?? 0}`,
      `--max-count=${options.limit ?? 1}`,
      ...(options.without ? [`^${options.without}`] : []),
      sha,
      '--',
      ...(options.path ? [`:(literal)${options.path}`] : []),
    );
    if (!output) return [];
    const fields = output.split('\0');
    const commits: GitCommit[] = [];
    for (let at = 0; at + FIELD_COUNT <= fields.length; at += FIELD_COUNT) {
      const [id, tree, parents, an, ae, ad, cn, ce, cd, message] = fields.slice(
        at,
        at + FIELD_COUNT,
      );
      commits.push({
        sha: id,
        tree,
        parents: parents.split(' ').filter(parent => parent),
        author: { name: an, email: ae, date: inUtc(ad) },
        committer: { name: cn, email: ce, date: inUtc(cd) },
        message,
      });
    }
    return commits;
  }

  /** One commit, which must exist. */
  async commit(sha: string): Promise<GitCommit> {
    const [commit] = await this.commits(sha, {});
    return commit;
  }

  /** How many commits are reachable from `sha` and not from `without`. */
  async commitCount(sha: string, without?: string): Promise<number> {
    const output = await this.git(
      'rev-list',
      '--count',
      sha,
      ...(without ? [`^${without}`] : []),
      '--',
    );
    return Number(output.trim());
  }

  /** Entries of the tree at `path`; of the whole tree when `recursive`. */
  async entries(
    sha: string,
    path: string,
    recursive = false,
  ): Promise<GitEntry[]> {
    const output = await this.git(
      'ls-tree',
      '-z',
      '-l',
      ...(recursive ? ['-r', '-t'] : []),
      '--full-tree',
      path ? `${sha}:${path}` : sha,
    );
    return output
      .split('\0')
      .filter(line => line)
      .map(line => {
        const tab = line.indexOf('\t');
        const [mode, type, id, size] = line.slice(0, tab).split(/ +/);
        const name = line.slice(tab + 1);
        return {
          mode,
          type: type as GitEntry['type'],
          sha: id,
          size: size === '-' ? 0 : Number(size),
          path: path ? `${path}/${name}` : name,
        };
      });
  }

  /** The entry at exactly `path`, undefined when there is none. */
  async entry(sha: string, path: string): Promise<GitEntry | undefined> {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    const { code } = await runGit({
      cwd: this.path,
      args: ['cat-file', '-e', `${sha}:${path}`],
      accept: [0, 1, 128],
    });
    if (code !== 0) return undefined;
    const entries = await this.entries(sha, folder);
    return entries.find(entry => entry.path === path);
  }

  /** Content of a blob, undefined when there is none of this id. */
  async blob(sha: string): Promise<Buffer | undefined> {
    if (!/^[0-9a-f]{40}$/.test(sha)) return undefined;
    const { code, stdout } = await runGit({
      cwd: this.path,
      args: ['cat-file', 'blob', sha],
      accept: [0, 1, 128],
    });
    return code === 0 ? stdout : undefined;
  }

  /**
   * All files of a commit in one.
   *
   * @param format - what `git archive --format` takes
   * @param folder - name of the folder that the files lie in
   */
  async archive(sha: string, format: string, folder: string): Promise<Buffer> {
    const { stdout } = await runGit({
      cwd: this.path,
      args: ['archive', `--format=${format}`, `--prefix=${folder}/`, sha],
    });
    return stdout;
  }

  /** Keeps a blob; answers its id. */
  async writeBlob(content: Buffer): Promise<string> {
    const { stdout } = await runGit({
      cwd: this.path,
      args: ['hash-object', '-w', '--stdin'],
      input: content,
    });
    return stdout.toString('utf8').trim();
  }

  /** Where two histories parted, undefined when they share nothing. */
  mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.#once(`merge-base ${one} ${other}`, async () => {
      const { code, stdout } = await runGit({
        cwd: this.path,
        args: ['merge-base', one, other],
        accept: [0, 1],
      });
      return code === 0 ? stdout.toString('utf8').trim() : undefined;
    });
  }

  /** The difference of two commits as text, as `git diff` writes it. */
  async diff(from: string, to: string): Promise<string> {
    return this.git(
      'diff',
      '--no-color',
      '--no-ext-diff',
      '-M',
      from,
      to,
      '--',
    );
  }

  /** The files that differ between two commits. */
  changes(from: string, to: string): Promise<FileChange[]> {
    return this.#once(`changes ${from} ${to}`, () => this.#compare(from, to));
  }

  async #compare(from: string, to: string): Promise<FileChange[]> {
    const names = (
      await this.git('diff', '--name-status', '-z', '-M', from, to, '--')
    ).split('\0');
    const counts = (
      await this.git('diff', '--numstat', '-z', '-M', from, to, '--')
    ).split('\0');
    const lines = new Map<string, [number, number]>();
    for (let at = 0; at < counts.length && counts[at]; at++) {
      const [plus, minus, path] = counts[at].split('\t');
      // A rename names no path here; the old and the new one follow.
      const name = path || counts[(at += 2)];
      lines.set(name, [Number(plus) || 0, Number(minus) || 0]);
    }
    const changes: FileChange[] = [];
    for (let at = 0; at < names.length && names[at]; at += 2) {
      const letter = names[at][0];
      const previousPath = letter === 'R' ? names[++at] : undefined;
      const path = names[at + 1];
      const [additions, deletions] = lines.get(path) ?? [0, 0];
      changes.push({
        path,
        previousPath,
        status:
          ({ A: 'added', D: 'deleted', R: 'renamed' } as const)[letter] ??
          'changed',
        additions,
        deletions,
      });
    }
    return changes;
  }

  async #readReference(reference: string): Promise<string | undefined> {
    if (reference.split('/').some(part => part === '' || part === '..'))
      return undefined;
    const text = await textOf(join(this.path, reference));
    if (text) return text.trim();
    const packed = (await textOf(join(this.path, 'packed-refs'))) ?? '';
    const line = packed
      .split('\n')
      .find(each => each.slice(41) === reference && each[0] !== '#');
    return line?.slice(0, 40);
  }

  #once<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#known.size > KNOWN_LIMIT) this.#known.clear();
    let answer = this.#known.get(key) as Promise<T> | undefined;
    if (!answer) {
      answer = work();
      this.#known.set(key, answer);
      answer.catch(() => this.#known.delete(key));
    }
    return answer;
  }

  /**
   * Moves a reference.
   *
   * @param expected - what it must be now; undefined: it must not exist
   * @throws GitError when it is something else
   */
  async setReference(
    reference: string,
    sha: string,
    expected: string | undefined,
  ): Promise<void> {
    await this.git('update-ref', reference, sha, expected ?? NO_SHA);
  }

  /** Moves a reference, whatever it was; removes it when `sha` is undefined. */
  async forceReference(
    reference: string,
    sha: string | undefined,
  ): Promise<void> {
    if (sha) await this.git('update-ref', reference, sha);
    else await this.git('update-ref', '-d', reference);
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function inUtc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
