import { HarborError } from '../HarborError';
import type { HarborStore } from '../HarborStore';
import type { HarborRequest, HarborRouter } from '../http/HarborRouter';
import { artifactName } from './artifactRoutes';
import { IMAGE_MANIFEST } from './shapes';

/** The registry's own API as far as one asks whether an image is there. */
export function addRegistryRoutes(
  router: HarborRouter,
  store: HarborStore,
): void {
  router.on('GET', '/v2/', ({ viewer }) => {
    if (viewer.anonymous)
      throw new HarborError(401, 'unauthorized: unauthorized');
    return { status: 200, json: {} };
  });

  router.on('GET', '/v2/:name+/tags/list', request => {
    requirePull(store, request);
    const { name } = request.params;
    const repository = store.repository(name);
    if (!repository) throw HarborError.notFound(`repository ${name}`);
    const tags = store
      .artifactsOf(repository)
      .flatMap(artifact => artifact.tags.map(tag => tag.name))
      .sort();
    return { status: 200, json: { name, tags } };
  });

  router.on('HEAD', '/v2/:name+/manifests/:reference', request => {
    requirePull(store, request);
    const { name, reference } = request.params;
    const artifact = store.artifact(name, reference);
    if (!artifact) throw HarborError.notFound(artifactName(name, reference));
    return {
      status: 200,
      headers: {
        'Content-Type': IMAGE_MANIFEST,
        'Docker-Content-Digest': artifact.digest,
      },
    };
  });
}

function requirePull(store: HarborStore, request: HarborRequest): void {
  const { name } = request.params;
  const project = store.project(name.split('/', 1)[0]);
  if (request.viewer.may('repository:pull', project)) return;
  const reason = `unauthorized to access repository: ${name}, action: pull`;
  throw new HarborError(401, `${reason}: ${reason}`);
}
