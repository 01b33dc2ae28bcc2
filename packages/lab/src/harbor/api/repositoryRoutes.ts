import { HarborError } from '../HarborError';
import type { HarborStore, RepositoryRecord } from '../HarborStore';
import type { HarborRouter } from '../http/HarborRouter';
import { type ListRules, listed, matches } from '../http/listing';
import { requireRight } from './access';
import { repositoryShape } from './shapes';

const RULES: ListRules<RepositoryRecord> = {
  filters: {
    name: (repository, condition) => matches(repository.name, condition),
  },
  columns: {
    id: repository => repository.id,
    name: repository => repository.name,
    creation_time: repository => repository.created,
    update_time: repository => repository.updated,
  },
  order: '-creation_time',
};

/** Repositories of a project, by its name only, and of all projects. */
export function addRepositoryRoutes(
  router: HarborRouter,
  store: HarborStore,
): void {
  router.on('GET', '/api/v2.0/projects/:project/repositories', request => {
    const project = store.project(request.params.project);
    requireRight(request, 'repository:list', project);
    if (!project)
      throw HarborError.notFound(`project ${request.params.project}`);
    return listed(request, store.repositoriesOf(project), RULES, repository =>
      repositoryShape(store, repository),
    );
  });

  router.on('GET', '/api/v2.0/repositories', request =>
    listed(
      request,
      store.projects
        .filter(project => request.viewer.may('repository:list', project))
        .flatMap(project => store.repositoriesOf(project)),
      RULES,
      repository => repositoryShape(store, repository),
    ),
  );

  router.on(
    'GET',
    '/api/v2.0/projects/:project/repositories/:repository',
    request => {
      const { project, repository } = request.params;
      requireRight(request, 'repository:read', store.project(project));
      const name = `${project}/${repository}`;
      const found = store.repository(name);
      if (!found) throw HarborError.notFound(`repository ${name}`);
      return { status: 200, json: repositoryShape(store, found) };
    },
  );
}
