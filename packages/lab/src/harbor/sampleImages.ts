import { createHash } from 'node:crypto';
import { TEAMS } from '../seed/platform';
import { HarborStore } from './HarborStore';

/** Where sample images come from, as it stands in their names. */
export const SAMPLE_REGISTRY = 'harbor.naru.example';

/** Suffixes of a team's projects. */
const PROJECTS = ['dev', 'prod'] as const;

/** Repositories of each team, with their tags from old to new. The product differs from team to team. */
const REPOSITORIES: Record<string, { size: number; tags: string[] }> = {
  shop: { size: 61_400_000, tags: ['1.0.0', '1.1.0', '2.0.0-rc1'] },
  api: {
    size: 48_100_000,
    tags: ['0.9.0', '0.9.1', '0.10.0', '1.0.0', '1.0.1'],
  },
  worker: { size: 52_700_000, tags: ['0.3.0', '0.4.0', '0.4.1'] },
  web: { size: 23_900_000, tags: ['3.2.0', '3.2.1', '3.3.0'] },
  'tools/migrate': { size: 17_200_000, tags: ['0.1.0', '0.2.0'] },
};

const FIRST_PUSH = Date.UTC(2026, 2, 2, 9, 30);
const HOUR_MS = 3_600_000;

/** A release candidate never leaves the project in which it was built. */
function tagsIn(project: (typeof PROJECTS)[number], tags: string[]): string[] {
  return project === 'dev' ? tags : tags.filter(tag => !tag.includes('-'));
}

/**
 * The Harbor of the sample platform: `<team>-dev` and `<team>-prod` for each team, and shared base images that anybody may
 * pull. The same each time it is made, with the same digests in dev and prod, because images are promoted, not built again.
 */
export function sampleImages(): HarborStore {
  const store = new HarborStore();
  const created = new Date(FIRST_PUSH - 24 * HOUR_MS).toISOString();
  store.addProject({ name: 'library', public: true, created });
  store.addProject({ name: 'base-images', public: true, created });
  for (const [index, team] of TEAMS.entries())
    for (const project of PROJECTS) {
      const name = `${team}-${project}`;
      store.addProject({ name, created });
      pushAll(store, { team, name, project, offset: index });
    }
  for (const [index, tag] of ['3.20', '3.21', '3.22'].entries())
    push(store, {
      repository: 'base-images/alpine',
      tag,
      content: `alpine ${tag}`,
      size: 3_600_000,
      at: FIRST_PUSH + index * 240 * HOUR_MS,
    });
  return store;
}

function pushAll(
  store: HarborStore,
  at: {
    team: string;
    name: string;
    project: (typeof PROJECTS)[number];
    offset: number;
  },
): void {
  const promoted = at.project === 'dev' ? 0 : 26 * HOUR_MS;
  const pushes = Object.entries(REPOSITORIES).flatMap(
    ([repository, { size, tags }], row) =>
      tagsIn(at.project, tags).map((tag, column) => ({
        repository: `${at.name}/${repository}`,
        tag,
        content: `${at.team} ${repository} ${tag}`,
        size: size + column * 310_000 + at.offset * 12_345,
        at:
          FIRST_PUSH +
          promoted +
          (column * 41 * 24 + row * 31 + at.offset * 5) * HOUR_MS,
      })),
  );
  for (const one of pushes.sort((a, b) => a.at - b.at)) {
    push(store, one);
    // Pipelines that move it along are common, although nothing may be deployed from it.
    if (at.project === 'dev') push(store, { ...one, tag: 'latest' });
  }
}

function push(
  store: HarborStore,
  image: {
    repository: string;
    tag: string;
    content: string;
    size: number;
    at: number;
  },
): void {
  store.push({
    repository: image.repository,
    tag: image.tag,
    digest: `sha256:${createHash('sha256')
      .update(image.content)
      .digest('hex')}`,
    size: image.size,
    at: new Date(image.at).toISOString(),
  });
}
