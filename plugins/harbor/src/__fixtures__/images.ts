import type {
  HarborProjectList,
  HarborRepositoryList,
  HarborTagList,
} from '@naru/plugin-harbor-common';

const facts = { truncated: false, readAt: '2026-11-21T09:00:00Z' };

/** The projects of team1. */
export function projectList(
  names: string[] = ['team1-dev', 'team1-prod'],
): HarborProjectList {
  return {
    items: names.map(name => ({
      instance: 'harbor',
      name,
      registry: 'harbor.test',
      repositoryCount: 2,
    })),
    expected: ['team1-dev', 'team1-prod'],
    ...facts,
  };
}

/** Repositories by full name. */
export function repositoryList(
  names: string[] = ['team1-dev/shop', 'team1-dev/tools/migrate'],
): HarborRepositoryList {
  return {
    items: names.map(name => ({
      name,
      artifactCount: 3,
    })),
    ...facts,
  };
}

/** Tags, newest first. */
export function tagList(
  names: string[] = ['2.0.0-rc1', '1.1.0', '1.0.0'],
): HarborTagList {
  return {
    items: names.map(name => ({
      name,
      digest: `sha256:${'a'.repeat(64)}`,
      pushedAt: '2026-11-18T09:00:00Z',
      size: 61_400_000,
    })),
    ...facts,
  };
}
