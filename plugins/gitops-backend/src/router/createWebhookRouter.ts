import { AuthenticationError } from '@backstage/errors';
import { ChangeRequestHosts } from '@naru/plugin-gitops-node';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { ChangePoller } from '../changes/ChangePoller';

/** Path of the webhook of Gitea and Forgejo; open to callers without a Backstage token. */
export const GITEA_WEBHOOK_PATH = '/v1/webhooks/gitea';

/**
 * Takes the webhook of Gitea. What it says is not believed: it only makes the portal look at the forge now. It has to be signed with the
 * `webhookSecret` of a repository all the same, so that nobody else can keep the portal busy.
 */
export function createWebhookRouter(options: {
  hosts: ChangeRequestHosts;
  poller: ChangePoller;
}): Router {
  const { hosts, poller } = options;
  const router = PromiseRouter();
  router.post(
    GITEA_WEBHOOK_PATH,
    express.raw({ type: () => true, limit: '5mb' }),
    (req, res) => {
      const signature = req.header('x-gitea-signature') ?? '';
      const known = hosts
        .list()
        .map(({ repository }) => hosts.webhookSecret(repository.id))
        .some(
          secret =>
            secret !== undefined &&
            Buffer.isBuffer(req.body) &&
            isSignedWith(secret, req.body, signature),
        );
      if (!known) {
        throw new AuthenticationError(
          'The signature is not one of a webhookSecret in gitops.repositories',
        );
      }
      poller.wake();
      res.status(204).end();
    },
  );
  return router;
}

function isSignedWith(secret: string, body: Buffer, signature: string) {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
