import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  HarborProjectList,
  harborProjectReadPermission,
  HarborRepositoryList,
  HarborTagList,
  teamProjects,
} from '@naru/plugin-harbor-common';
import { Harbor, Listed } from '@naru/plugin-harbor-node';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { answerOf } from './answerOf';

const instance = z.string().min(1).max(80).optional();
const name = z.string().min(1).max(255);

const projectsQuery = z.object({
  team: z
    .string()
    .max(63)
    .regex(
      /^[a-z0-9]+([._-][a-z0-9]+)*$/,
      'must be the name of a group in lower-case letters, digits and single dashes',
    ),
  instance,
});
const repositoriesQuery = z.object({ project: name, instance });
const tagsQuery = z.object({ project: name, repository: name, instance });

/** The one tag that nothing may be deployed from: what it means changes. */
const MOVING_TAG = 'latest';

/** The routes of Harbor. */
export function createRouter(options: {
  harbor: Harbor;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Router {
  const { harbor, httpAuth, permissions } = options;
  const router = PromiseRouter();

  const authorize = async (req: Request) => {
    const credentials = await httpAuth.credentials(req);
    const [{ result }] = await permissions.authorize(
      [{ permission: harborProjectReadPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not see images. Ask the platform team for ${harborProjectReadPermission.name}.`,
      );
    }
    if (harbor.instances.length === 0) {
      throw new NotFoundError(
        'No Harbor is configured. The platform team sets harbor.instances.',
      );
    }
  };

  router.get('/v1/projects', async (req, res) => {
    await authorize(req);
    const query = parse(projectsQuery, req.query);
    const expected = teamProjects(query.team);
    const list = await answerOf(harbor.projects(expected, query));
    res.json({ ...listOf(list), expected } satisfies HarborProjectList);
  });

  router.get('/v1/repositories', async (req, res) => {
    await authorize(req);
    const { project, ...query } = parse(repositoriesQuery, req.query);
    const list = await answerOf(harbor.repositories(project, query));
    res.json(listOf(existing(list, project)) satisfies HarborRepositoryList);
  });

  router.get('/v1/tags', async (req, res) => {
    await authorize(req);
    const { project, repository, ...query } = parse(tagsQuery, req.query);
    const found = await answerOf(harbor.tags(project, repository, query));
    const list = existing(found, project);
    const items = list.items.filter(tag => tag.name !== MOVING_TAG);
    res.json({ ...listOf(list), items } satisfies HarborTagList);
  });

  return router;
}

function existing<T>(list: Listed<T> | undefined, project: string): Listed<T> {
  if (!list) {
    throw new NotFoundError(
      `Harbor has no project "${project}". Look at the name; the platform team makes projects.`,
    );
  }
  return list;
}

function listOf<T>({ items, truncated, readAt }: Listed<T>) {
  return { items, truncated, readAt: readAt.toISOString() };
}

function parse<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`Query ${issue.path.join('.')}: ${issue.message}`);
  }
  return parsed.data;
}
