import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, toError } from '@backstage/errors';
import { catalogLocationDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Request, Router } from 'express';
import createRouter from 'express-promise-router';
import { LocationRemovals } from './LocationRemovals';

/** Shows removals that wait for a person, and lets those who may delete locations confirm them. */
export function createRemovalsRouter(options: {
  removals: LocationRemovals;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Router {
  const { removals, httpAuth, permissions, auditor } = options;
  const authorize = async (request: Request) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const [{ result }] = await permissions.authorize(
      [{ permission: catalogLocationDeletePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${catalogLocationDeletePermission.name}`,
      );
    }
  };

  const router = createRouter();
  router.get('/gitops/removals', async (request, response) => {
    await authorize(request);
    response.json({ items: removals.refusals() });
  });
  router.post(
    '/gitops/removals/:repository/confirm',
    async (request, response) => {
      const { repository } = request.params;
      const event = await auditor.createEvent({
        eventId: 'gitops-removal-confirm',
        severityLevel: 'medium',
        request,
        meta: { repository },
      });
      try {
        await authorize(request);
        const { paths } = removals.confirm(repository);
        await event.success({ meta: { removed: paths.length } });
        response.status(202).json({ removed: paths });
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  );
  return router;
}
