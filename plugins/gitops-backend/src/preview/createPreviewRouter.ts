import {
  AuthService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import {
  ChangePreview,
  ChangePreviewRequest,
  changePreviewRequestSchema,
} from '@naru/plugin-gitops-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { PreviewLimits } from './PreviewLimits';
import { TemplateFolders } from './TemplateFolders';
import { TemplateRunner } from './TemplateRunner';
import { templateSchema } from './previewTemplate';

/** A form is small; what is larger is none. */
const MAX_BODY = '256kb';

/** The route that says what a request would do. */
export function createPreviewRouter(options: {
  auth: AuthService;
  catalog: CatalogService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  folders: TemplateFolders;
  runner: TemplateRunner;
}): Router {
  const { auth, catalog, httpAuth, permissions, folders, runner } = options;
  const limits = new PreviewLimits<ChangePreview>();
  const router = PromiseRouter();

  router.post(
    '/v1/previews',
    express.json({ limit: MAX_BODY }),
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { templateRef, values } = parseBody(req.body);
      const [{ result }] = await permissions.authorize(
        [{ permission: taskCreatePermission }],
        { credentials },
      );
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You may not ask for anything here. Ask the platform team for ${taskCreatePermission.name}.`,
        );
      }
      const entity = await catalog.getEntityByRef(templateRef, { credentials });
      const template = templateSchema.safeParse(entity);
      if (!entity || !template.success) {
        throw new NotFoundError(
          `There is no template ${templateRef} that you may see`,
        );
      }
      const { userEntityRef } = credentials.principal;
      const preview = await limits.run(
        {
          person: userEntityRef,
          content: JSON.stringify([templateRef, entity.metadata.etag, values]),
        },
        async () => {
          const [files, { token: requesterToken }] = await Promise.all([
            folders.read(entity),
            auth.getPluginRequestToken({
              onBehalfOf: credentials,
              targetPluginId: 'scaffolder',
            }),
          ]);
          return runner.preview({
            template: template.data,
            values,
            files,
            requesterToken,
          });
        },
      );
      res.json(preview);
    },
  );

  return router;
}

function parseBody(body: unknown): ChangePreviewRequest {
  const parsed = changePreviewRequestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`Body ${issue.path.join('.')}: ${issue.message}`);
  }
  const { templateRef, values } = parsed.data;
  let ref;
  try {
    ref = parseEntityRef(templateRef, { defaultKind: 'Template' });
  } catch {
    throw new InputError(
      `Body templateRef: "${templateRef.slice(0, 100)}" is no entity ref`,
    );
  }
  if (ref.kind.toLocaleLowerCase('en-US') !== 'template') {
    throw new InputError('Body templateRef: must be a template');
  }
  return { templateRef: stringifyEntityRef(ref), values };
}
