import { createHmac, randomUUID } from 'node:crypto';
import type { Repository } from './Repositories';

const TIMEOUT_MS = 5_000;

/** Sends events to the addresses that asked for them: once, without waiting, in the order they happened. */
export class Webhooks {
  #last: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();

  /**
   * @param event - what a hook asks for: `push` or `pull_request`
   * @param eventType - the finer name of the event
   */
  send(
    repository: Repository,
    event: string,
    eventType: string,
    payload: () => Promise<unknown>,
  ): void {
    const hooks = repository.record.hooks.filter(
      hook => hook.active && hook.events.includes(event),
    );
    if (hooks.length === 0) return;
    this.#last = this.#last
      .then(async () => {
        const body = JSON.stringify(await payload());
        for (const hook of hooks)
          await this.#post(hook, body, event, eventType);
      })
      // Nobody waits for a delivery; the receiver polls as well.
      .catch(() => undefined);
  }

  /** Gives up on what is not delivered yet. */
  close(): void {
    this.#closing.abort();
  }

  async #post(
    hook: { url: string; secret?: string; authorization?: string },
    body: string,
    event: string,
    eventType: string,
  ): Promise<void> {
    const sign = (algorithm: string) =>
      createHmac(algorithm, hook.secret ?? '')
        .update(body)
        .digest('hex');
    const delivery = randomUUID();
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'X-Gitea-Delivery': delivery,
      'X-Gitea-Event': event,
      'X-Gitea-Event-Type': eventType,
      'X-Gitea-Hook-Installation-Target-Type': 'repository',
      'X-GitHub-Delivery': delivery,
      'X-GitHub-Event': event,
      'X-GitHub-Event-Type': eventType,
    };
    if (hook.secret) {
      headers['X-Gitea-Signature'] = sign('sha256');
      headers['X-Hub-Signature'] = `sha1=${sign('sha1')}`;
      headers['X-Hub-Signature-256'] = `sha256=${sign('sha256')}`;
    }
    if (hook.authorization) headers.Authorization = hook.authorization;
    try {
      const answer = await fetch(hook.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#closing.signal,
          AbortSignal.timeout(TIMEOUT_MS),
        ]),
      });
      await answer.body?.cancel();
    } catch {
      // Like Gitea without a retry: the delivery is lost.
    }
  }
}
