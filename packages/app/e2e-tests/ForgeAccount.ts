/** A change of one file by hand. */
export interface FileChange {
  /** Branch that the file is read from. */
  from: string;
  /** Branch that takes the change; made when it is another. */
  branch: string;
  path: string;
  message: string;
  change(content: string): string;
}

/** A repository of a forge as somebody with a token changes it, with nothing of Naru between. */
export class ForgeAccount {
  readonly #repositoryUrl: string;
  readonly #token: string;

  /** @param repository - `owner/name` */
  constructor(options: { url: string; repository: string; token: string }) {
    this.#repositoryUrl = `${options.url}/api/v1/repos/${options.repository}`;
    this.#token = options.token;
  }

  /** Changes a file with a commit. */
  async changeFile(request: FileChange): Promise<void> {
    const { from, branch, path, message } = request;
    const file = (await this.#ask(
      'GET',
      `/contents/${path}?ref=${encodeURIComponent(from)}`,
    )) as { sha: string; content: string };
    const before = Buffer.from(file.content, 'base64').toString('utf8');
    const after = request.change(before);
    if (after === before) throw new Error(`Nothing changes in ${path}`);
    await this.#ask('PUT', `/contents/${path}`, {
      branch: from,
      ...(branch !== from && { new_branch: branch }),
      sha: file.sha,
      message,
      content: Buffer.from(after).toString('base64'),
    });
  }

  /**
   * Opens a pull request into `main`.
   *
   * @returns its page
   */
  async openPullRequest(branch: string, title: string): Promise<string> {
    const opened = (await this.#ask('POST', '/pulls', {
      base: 'main',
      head: branch,
      title,
    })) as { html_url: string };
    return opened.html_url;
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#repositoryUrl}${path}`, {
      method,
      headers: {
        Authorization: `token ${this.#token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(
        `The forge refused ${method} ${path}: ${answer.status} ${(
          await answer.text()
        ).slice(0, 300)}`,
      );
    }
    return answer.json();
  }
}
