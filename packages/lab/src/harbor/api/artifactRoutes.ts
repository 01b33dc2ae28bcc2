import type { HarborRight } from '../HarborAccounts';
import { HarborError } from '../HarborError';
import type {
  ArtifactRecord,
  HarborStore,
  RepositoryRecord,
  TagRecord,
} from '../HarborStore';
import type { HarborRequest, HarborRouter } from '../http/HarborRouter';
import {
  type Condition,
  type ListRules,
  listed,
  matches,
} from '../http/listing';
import { requireRight } from './access';
import { artifactShape, tagShape } from './shapes';

const ARTIFACTS =
  '/api/v2.0/projects/:project/repositories/:repository/artifacts';

const RULES: ListRules<ArtifactRecord> = {
  filters: {
    tags: hasTag,
    type: (_, condition) => matches('IMAGE', condition),
    digest: (artifact, condition) => matches(artifact.digest, condition),
  },
  columns: {
    id: artifact => artifact.id,
    digest: artifact => artifact.digest,
    size: artifact => artifact.size,
    push_time: artifact => artifact.pushed,
  },
  order: '-push_time',
};

const TAG_RULES: ListRules<TagRecord> = {
  filters: { name: (tag, condition) => matches(tag.name, condition) },
  columns: {
    id: tag => tag.id,
    name: tag => tag.name,
    push_time: tag => tag.pushed,
  },
  order: '-push_time',
};

/** Artifacts of a repository, one by tag or digest, and its tags. */
export function addArtifactRoutes(
  router: HarborRouter,
  store: HarborStore,
): void {
  router.on('GET', ARTIFACTS, request => {
    const repository = findRepository(store, request, 'artifact:list');
    const withTag = request.query.get('with_tag') !== 'false';
    // A repository that is missing looks like an empty one.
    if (!repository) return listed(request, [], RULES, artifact => artifact);
    return listed(request, store.artifactsOf(repository), RULES, artifact =>
      artifactShape(repository, artifact, withTag),
    );
  });

  router.on('GET', `${ARTIFACTS}/:reference`, request => {
    const { repository, artifact } = find(store, request, 'artifact:read');
    const withTag = request.query.get('with_tag') !== 'false';
    return {
      status: 200,
      json: artifactShape(repository, artifact, withTag),
    };
  });

  router.on('GET', `${ARTIFACTS}/:reference/tags`, request => {
    const { artifact } = find(store, request, 'tag:list');
    return listed(request, artifact.tags, TAG_RULES, tag =>
      tagShape(artifact, tag),
    );
  });
}

/** The name of an artifact in Harbor's messages. */
export function artifactName(repository: string, reference: string): string {
  const digest = /^sha256:[0-9a-f]{64}$/.test(reference);
  return `artifact ${repository}${digest ? '@' : ':'}${reference}`;
}

function findRepository(
  store: HarborStore,
  request: HarborRequest,
  right: HarborRight,
): RepositoryRecord | undefined {
  const { project, repository } = request.params;
  requireRight(request, right, store.project(project));
  return store.repository(`${project}/${repository}`);
}

function find(
  store: HarborStore,
  request: HarborRequest,
  right: HarborRight,
): { repository: RepositoryRecord; artifact: ArtifactRecord } {
  const { project, repository: name, reference } = request.params;
  const repository = findRepository(store, request, right);
  const artifact = repository && store.artifact(repository.name, reference);
  if (!repository || !artifact)
    throw HarborError.notFound(artifactName(`${project}/${name}`, reference));
  return { repository, artifact };
}

function hasTag(artifact: ArtifactRecord, condition: Condition): boolean {
  if (condition.form === 'other')
    throw new HarborError(
      400,
      'the value of "tags" query can only be fuzzy match value or exact match value',
    );
  if (condition.form === 'exact' && condition.value === '*')
    return artifact.tags.length > 0;
  if (condition.form === 'exact' && condition.value === 'nil')
    return artifact.tags.length === 0;
  return artifact.tags.some(tag => matches(tag.name, condition));
}
