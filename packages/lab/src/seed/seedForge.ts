import { z } from 'zod';

/** Options of {@link seedForge}. */
export interface ForgeSeed {
  /** Address of a Gitea or of the lab's forge. */
  url: string;
  /** Token of somebody who may make organisations. */
  token: string;
  owner: string;
  name: string;
  /** Content by path, committed at once when the repository is empty. */
  files: Record<string, string>;
  /** Logins that may merge into `main`; default: whose token it is. */
  mergers?: string[];
  /** Logins that may push branches. */
  writers?: string[];
  fetch?: typeof fetch;
}

const BRANCH = 'main';
const TIMEOUT_MS = 60_000;
const Login = z.object({ login: z.string() });
const Emptiness = z.object({ empty: z.boolean() });

/**
 * Makes the GitOps repository on a Gitea: organisation, repository, files, a protected `main`. What is there already stays as
 * it is, so it can be run again after it was cut short.
 *
 * @throws Error that names the call and Gitea's own words when one is refused
 */
export async function seedForge(seed: ForgeSeed): Promise<void> {
  const ask = asker(seed);
  const { owner, name } = seed;
  const repository = `/repos/${owner}/${name}`;
  const { login } = Login.parse((await ask('GET', '/user')).json);

  if ((await ask('GET', `/orgs/${owner}`, undefined, [404])).status === 404)
    await ask('POST', '/orgs', { username: owner });
  if ((await ask('GET', repository, undefined, [404])).status === 404)
    await ask('POST', `/orgs/${owner}/repos`, {
      name,
      default_branch: BRANCH,
      auto_init: false,
      private: false,
    });
  const { empty } = Emptiness.parse((await ask('GET', repository)).json);
  if (empty)
    await ask('POST', `${repository}/contents`, {
      branch: BRANCH,
      message: 'gitops: Lay out the repository',
      files: Object.entries(seed.files).map(([path, content]) => ({
        operation: 'create',
        path,
        content: Buffer.from(content, 'utf8').toString('base64'),
      })),
    });
  for (const writer of seed.writers ?? [])
    await ask('PUT', `${repository}/collaborators/${writer}`, {
      permission: 'write',
    });
  const rule = `${repository}/branch_protections`;
  if ((await ask('GET', `${rule}/${BRANCH}`, undefined, [404])).status === 404)
    await ask('POST', rule, {
      rule_name: BRANCH,
      enable_push: false,
      enable_merge_whitelist: true,
      merge_whitelist_usernames: seed.mergers ?? [login],
    });
}

function asker({ url, token, fetch: fetchUsed = fetch }: ForgeSeed) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    accept: number[] = [],
  ): Promise<{ status: number; json: unknown }> => {
    const answer = await fetchUsed(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `token ${token}`,
        'Content-Type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok && !accept.includes(answer.status))
      throw new Error(
        `The forge refused ${method} ${path}: ${answer.status} ${text.slice(
          0,
          300,
        )}`,
      );
    return {
      status: answer.status,
      json: text.startsWith('{') ? JSON.parse(text) : undefined,
    };
  };
}
