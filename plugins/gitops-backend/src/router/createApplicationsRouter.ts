import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  applicationReadPermission,
  applicationSyncPermission,
  EntityApplications,
  ObjectReport,
  SyncAnswer,
  syncRequestSchema,
} from '@naru/plugin-gitops-common';
import { Application, ArgoCdApplications } from '@naru/plugin-gitops-node';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import {
  DeployedApplications,
  EntityApplicationsReader,
} from '../applications/EntityApplicationsReader';
import { ObjectReports } from '../applications/ObjectReports';
import { orderedSync } from '../applications/orderedSync';

const PATH = '/v1/entities/:kind/:namespace/:name/applications';
type EntityParams = { kind: string; namespace: string; name: string };
type ApplicationParams = EntityParams & { application: string };

const objectSchema = z.object({
  group: z
    .string()
    .max(253)
    .transform(group => group || undefined)
    .optional(),
  kind: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,62}$/, 'is not a kind'),
  namespace: z
    .string()
    .max(253)
    .transform(namespace => namespace || undefined)
    .optional(),
  name: z.string().min(1).max(253),
});

/** The routes of the Applications of an entity. Which object of which cluster is meant is looked up by the entity, never taken from the client. */
export function createApplicationsRouter(options: {
  reader: EntityApplicationsReader;
  applications: ArgoCdApplications;
  reports: ObjectReports;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Router {
  const { reader, applications, reports } = options;
  const { auditor, httpAuth, permissions } = options;
  const router = PromiseRouter();

  router.get(PATH, async (req: Request<EntityParams>, res) => {
    const { deployed, credentials } = await findFor(req);
    const answer = reader.describe(deployed, {
      maySync: await maySync(deployed.entityRef, credentials),
    });
    res.json(answer satisfies EntityApplications);
  });

  router.post(
    `${PATH}/:application/sync`,
    express.json({ limit: '10kb' }),
    async (req: Request<ApplicationParams>, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { revision, prune } = parse(syncRequestSchema, req.body ?? {});
      const { application: name, ...ref } = req.params;
      await orderedSync({
        applications,
        auditor,
        request: req,
        entityRef: stringifyEntityRef(ref),
        name,
        order: {
          revision,
          prune,
          initiatedBy: credentials.principal.userEntityRef,
        },
        find: async () => {
          await requireRead(credentials);
          const deployed = await reader.find(ref, credentials);
          const application = oneOf(deployed, name);
          if (!(await maySync(deployed.entityRef, credentials))) {
            throw new NotAllowedError(
              `You may not sync ${name}; ${reader
                .whoMay(deployed.owners)
                .join(' or ')} can`,
            );
          }
          return application;
        },
      });
      res.status(202).json({
        message: `Argo CD has the order to sync ${name}`,
      } satisfies SyncAnswer);
    },
  );

  router.get(
    `${PATH}/:application/object`,
    async (req: Request<ApplicationParams>, res) => {
      const object = parse(objectSchema, req.query);
      const { deployed } = await findFor(req);
      const report = await reports.read(
        oneOf(deployed, req.params.application),
        object,
      );
      res.json(report satisfies ObjectReport);
    },
  );

  return router;

  async function findFor(req: Request<EntityParams>) {
    const credentials = await httpAuth.credentials(req);
    await requireRead(credentials);
    const { kind, namespace, name } = req.params;
    const deployed = await reader.find({ kind, namespace, name }, credentials);
    return { deployed, credentials };
  }

  async function requireRead(credentials: BackstageCredentials) {
    const [{ result }] = await permissions.authorize(
      [{ permission: applicationReadPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not see Applications. Ask the platform team for ${applicationReadPermission.name}.`,
      );
    }
  }

  async function maySync(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await permissions.authorize(
      [{ permission: applicationSyncPermission, resourceRef: entityRef }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }
}

function oneOf(
  { applications, entityRef }: DeployedApplications,
  name: string,
): Application {
  const found = applications.find(({ state }) => state.name === name);
  if (!found) {
    throw new NotFoundError(`${entityRef} has no Application ${name}`);
  }
  return found;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `${issue.path.join('.') || 'The request'}: ${issue.message}`,
    );
  }
  return parsed.data;
}
