import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  applicationReadPermission,
  ChangeProgress,
  ChangeRequestList,
  changeRequestReadPermission,
} from '@naru/plugin-gitops-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { ChangePoller } from '../changes/ChangePoller';
import { ChangeRequests } from '../changes/ChangeRequests';
import { ProgressReader } from '../progress/ProgressReader';

const branchSchema = z.object({ branch: z.string().min(1).max(300) });
const listSchema = z.object({
  state: z.enum(['open', 'merged', 'closed']).optional(),
});

/** The routes of change requests. */
export function createRouter(options: {
  changeRequests: ChangeRequests;
  progress: ProgressReader;
  poller: ChangePoller;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Router {
  const { changeRequests, progress, poller, httpAuth, permissions } = options;
  const router = PromiseRouter();

  const authorize = async (req: Request) => {
    const credentials = await httpAuth.credentials(req);
    const may = async (permission: BasicPermission) => {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      return result === AuthorizeResult.ALLOW;
    };
    if (!(await may(changeRequestReadPermission))) {
      throw new NotAllowedError(
        `You may not see change requests. Ask the platform team for ${changeRequestReadPermission.name}.`,
      );
    }
    return { credentials, may };
  };

  router.get('/v1/change-requests', async (req, res) => {
    await authorize(req);
    const { state } = parse(listSchema, req.query);
    poller.viewed();
    const items = (await changeRequests.list()).filter(
      one => state === undefined || one.state === state,
    );
    res.json({ items } satisfies ChangeRequestList);
  });

  router.get('/v1/change-requests/:repository', async (req, res) => {
    const { credentials, may } = await authorize(req);
    const { branch } = parse(branchSchema, req.query);
    poller.viewed();
    const changeRequest = await changeRequests.find(
      req.params.repository,
      branch,
    );
    const answer = await progress.read(changeRequest, {
      credentials,
      withApplications: await may(applicationReadPermission),
    });
    res.json(answer satisfies ChangeProgress);
  });

  return router;
}

function parse<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`Query ${issue.path.join('.')}: ${issue.message}`);
  }
  return parsed.data;
}
