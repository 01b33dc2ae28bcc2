import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';

/** Bare repository on disk, for tests: commits are made without a working tree. */
export class BareRepository {
  readonly url: string;
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.url = `file://${directory}`;
  }

  static create(parent: string, name: string): BareRepository {
    const directory = join(parent, `${name}.git`);
    mkdirSync(directory, { recursive: true });
    const repository = new BareRepository(directory);
    repository.#git([
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      '.',
    ]);
    return repository;
  }

  /**
   * Writes (text) and deletes (undefined) files in one commit.
   *
   * @returns the commit's id
   */
  commit(
    files: Record<string, string | undefined>,
    branch: string = 'main',
  ): string {
    const before = this.#head(branch) ?? this.#head('main');
    const lines = [
      `commit refs/heads/${branch}`,
      'committer Test <test@example.org> 1767225600 +0000',
      'data 6\nchange',
      ...(before ? [`from ${before}`] : []),
      ...Object.entries(files).map(([path, content]) =>
        content === undefined
          ? `D ${path}`
          : `M 100644 inline ${path}\ndata ${Buffer.byteLength(
              content,
            )}\n${content}`,
      ),
      '',
    ];
    this.#git(['fast-import', '--quiet', '--force'], lines.join('\n'));
    return this.#head(branch) ?? '';
  }

  #head(branch: string): string | undefined {
    try {
      return this.#git([
        'rev-parse',
        '--verify',
        '--quiet',
        `refs/heads/${branch}`,
      ]);
    } catch {
      return undefined;
    }
  }

  #git(args: string[], input?: string): string {
    return execFileSync('git', args, {
      cwd: this.#directory,
      encoding: 'utf8',
      input,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: devNull,
      },
    }).trim();
  }
}
