import { parseEntityRef } from '@backstage/catalog-model';
import {
  isTagName,
  parseRepositoryName,
  teamProjects,
} from '@naru/plugin-harbor-common';

/** What the field holds: `{ repository: 'team1-dev/shop', tag: '1.1.0' }`, or a part of it while it is chosen. */
export interface ImageValue {
  /** With the project. */
  repository?: string;
  tag?: string;
}

/** What the project of a value is, as far as it can be told. */
export function projectOf(value: ImageValue): string | undefined {
  return parseRepositoryName(value.repository ?? '')?.project;
}

/**
 * The team whose images are offered.
 *
 * @param owner - an entity ref, as the question for the owner gives it
 * @returns name of the group; undefined when it is no group
 */
export function teamOf(owner: unknown): string | undefined {
  if (typeof owner !== 'string' || owner === '') {
    return undefined;
  }
  try {
    const { kind, name } = parseEntityRef(owner, { defaultKind: 'group' });
    return kind.toLocaleLowerCase('en-US') === 'group' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value may stay when the owner is this team. */
export function belongsTo(value: ImageValue, team: string): boolean {
  const project = projectOf(value);
  return project === undefined || teamProjects(team).includes(project);
}

/** Whether a value is written as an image of this team is, so that only the server can tell more. */
export function isWhole(value: ImageValue, team: string | undefined): boolean {
  const { repository, tag } = value;
  const project = projectOf(value);
  return (
    team !== undefined &&
    repository !== undefined &&
    tag !== undefined &&
    tag !== 'latest' &&
    isTagName(tag) &&
    project !== undefined &&
    teamProjects(team).includes(project)
  );
}
