import { HarborError } from '../HarborError';
import type { HarborStore, ProjectRecord } from '../HarborStore';
import type { HarborRequest, HarborRouter } from '../http/HarborRouter';
import { type ListRules, listed, matches } from '../http/listing';
import { requireRight } from './access';
import { projectShape } from './shapes';

const RULES: ListRules<ProjectRecord> = {
  filters: {
    name: (project, condition) => matches(project.name, condition),
    project_id: (project, condition) => matches(`${project.id}`, condition),
    public: (project, condition) => matches(`${project.public}`, condition),
  },
  columns: {
    name: project => project.name,
    project_id: project => project.id,
    creation_time: project => project.created,
  },
  order: 'name',
};

/** Projects: a list of what the viewer sees, and one by name or id. */
export function addProjectRoutes(
  router: HarborRouter,
  store: HarborStore,
): void {
  router.on('GET', '/api/v2.0/projects', request => {
    const { query, viewer } = request;
    const name = query.get('name') ?? '';
    const isPublic = query.get('public');
    const detail = query.get('with_detail') !== 'false';
    return listed(
      request,
      store.projects.filter(
        project =>
          viewer.sees(project) &&
          project.name.includes(name) &&
          (isPublic === null || String(project.public) === isPublic),
      ),
      RULES,
      project => projectShape(store, viewer, project, detail),
    );
  });

  router.on('HEAD', '/api/v2.0/projects', ({ query, viewer }) => {
    const name = query.get('project_name');
    if (!name)
      throw new HarborError(
        422,
        'validation failure list:\nproject_name in query is required',
      );
    if (viewer.anonymous) throw HarborError.unauthorized();
    if (!store.project(name)) throw HarborError.notFound(`project ${name}`);
    return { status: 200 };
  });

  router.on('GET', '/api/v2.0/projects/:project', request => {
    const project = findProject(store, request);
    requireRight(request, 'project:read', project);
    if (!project)
      throw HarborError.notFound(`project ${request.params.project}`);
    return {
      status: 200,
      json: projectShape(store, request.viewer, project, true),
    };
  });
}

function findProject(
  store: HarborStore,
  { params, namesOnly }: HarborRequest,
): ProjectRecord | undefined {
  return store.project(params.project, !namesOnly);
}
