import { InputError } from '@backstage/errors';
import {
  HarborProject,
  HarborRepository,
  HarborTag,
  isDigest,
  isProjectName,
  isRepositoryName,
  isTagName,
} from '@naru/plugin-harbor-common';
import { z } from 'zod';
import { HarborClient, HarborClientLimits } from '../client/HarborClient';
import {
  artifactSchema,
  artifactsSchema,
  projectsSchema,
  repositoriesSchema,
  systemInfoSchema,
} from '../client/harborAnswers';
import { HarborConnection } from '../config/readHarborInstances';
import { AnswerCache } from './AnswerCache';
import { HarborArtifact, HarborInstance, HarborScan, Listed } from './Harbor';
import { HarborError } from './HarborError';

/** Harbor refuses more with 422; 0 would switch paging off. */
const PAGE_SIZE = 100;

/**
 * Limits of {@link HarborReader}.
 */
export interface HarborReaderLimits extends HarborClientLimits {
  /** Milliseconds that a list is kept; default 10,000. */
  keepMs?: number;
  /** Pages of 100 that are read of a list; default 10. */
  maxPages?: number;
}

/**
 * Reads one Harbor.
 */
export class HarborReader {
  readonly instance: HarborInstance;
  readonly #client: HarborClient;
  readonly #cache: AnswerCache;
  readonly #maxPages: number;

  constructor(connection: HarborConnection, limits: HarborReaderLimits = {}) {
    const { keepMs = 10_000, maxPages = 10, ...clientLimits } = limits;
    const { name, url, registry } = connection;
    this.instance = { name, url, registry };
    this.#client = new HarborClient(connection, clientLimits);
    this.#cache = new AnswerCache({ keepMs, size: 500 });
    this.#maxPages = maxPages;
  }

  /** See {@link Harbor.projects}. */
  async projects(
    names: string[],
    signal?: AbortSignal,
  ): Promise<Listed<HarborProject>> {
    names.forEach(checkProject);
    const found = await Promise.all(
      names.map(name => this.#project(name, signal)),
    );
    return {
      items: found.flatMap(({ items }) => items),
      truncated: false,
      readAt: earliest(found.map(({ readAt }) => readAt)),
    };
  }

  /** See {@link Harbor.repositories}. */
  repositories(
    project: string,
    signal?: AbortSignal,
  ): Promise<Listed<HarborRepository> | undefined> {
    checkProject(project);
    return this.#cache.get(
      `repositories ${project}`,
      () =>
        this.#list({
          path: `/projects/${project}/repositories`,
          query: { sort: 'name' },
          answer: repositoriesSchema,
          action: `list the repositories of ${project}`,
          read: repository => [
            {
              name: repository.name,
              artifactCount: repository.artifact_count,
            },
          ],
        }),
      signal,
    );
  }

  /** See {@link Harbor.tags}. */
  async tags(
    project: string,
    repository: string,
    signal?: AbortSignal,
  ): Promise<Listed<HarborTag> | undefined> {
    checkProject(project);
    checkRepository(repository);
    return this.#cache.get(
      `tags ${project}/${repository}`,
      async () => {
        const list = await this.#list<
          z.infer<typeof artifactSchema>,
          HarborTag
        >({
          path: `${repositoryPath(project, repository)}/artifacts`,
          query: { q: 'tags=*,type=IMAGE', sort: '-push_time', with_tag: true },
          answer: artifactsSchema,
          action: `list the tags of ${project}/${repository}`,
          read: artifact =>
            (artifact.tags ?? []).map(tag => ({
              name: tag.name,
              digest: artifact.digest,
              pushedAt: tag.push_time,
              size: artifact.size,
            })),
        });
        // Harbor sorts by the push of the image; a tag may have been set on an old one.
        list?.items.sort(
          (a, b) =>
            Date.parse(b.pushedAt) - Date.parse(a.pushedAt) ||
            b.name.localeCompare(a.name, 'en', { numeric: true }),
        );
        return list;
      },
      signal,
    );
  }

  /** See {@link Harbor.artifact}. */
  async artifact(
    image: { project: string; repository: string; reference: string },
    signal?: AbortSignal,
  ): Promise<HarborArtifact | undefined> {
    const { project, repository, reference } = image;
    checkProject(project);
    checkRepository(repository);
    if (!isTagName(reference) && !isDigest(reference)) {
      throw new InputError(
        `${quoted(reference)} is neither a tag nor a digest of an image`,
      );
    }
    const { body } = await this.#client.get({
      path: `${repositoryPath(project, repository)}/artifacts/${reference}`,
      query: { with_tag: true, with_scan_overview: true },
      answer: artifactSchema,
      action: `look up ${project}/${repository}${
        isDigest(reference) ? '@' : ':'
      }${reference}`,
      signal,
    });
    return (
      body && {
        digest: body.digest,
        tags: (body.tags ?? []).map(({ name }) => name),
        pushedAt: new Date(body.push_time),
        size: body.size,
        scan: scanOf(body),
      }
    );
  }

  async #project(
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<Listed<HarborProject>> {
    const list = await this.#cache.get(
      `project ${name}`,
      async () => {
        const action = `look up the project ${name}`;
        // The list shows what the account may see by any right; GET of one project needs project:read, too.
        const { body = [] } = await this.#client.get({
          path: '/projects',
          query: {
            q: `name=${name}`,
            with_detail: false,
            page_size: PAGE_SIZE,
          },
          answer: projectsSchema,
          action,
        });
        const found = body.filter(project => project.name === name);
        if (found.length === 0) {
          await this.#checkAccount(action);
        }
        return listed(
          found.map(project => ({
            instance: this.instance.name,
            name,
            registry: this.instance.registry,
            repositoryCount: project.repo_count,
          })),
        );
      },
      signal,
    );
    return list ?? listed<HarborProject>([]);
  }

  /** A wrong password is no error to Harbor in a list: whoever sends it sees what everybody sees. */
  async #checkAccount(action: string): Promise<void> {
    const { body } = await this.#client.get({
      path: '/systeminfo',
      answer: systemInfoSchema,
      action,
    });
    if (body?.harbor_version === undefined) {
      throw new HarborError({
        kind: 'unauthorized',
        instance: this.instance.name,
        action,
      });
    }
  }

  /** Counts pages itself: Harbor's Link header loses one level of encoding of the query. */
  async #list<T, R>(call: {
    path: string;
    query: Record<string, string | boolean>;
    answer: z.ZodType<T[]>;
    action: string;
    read: (item: T) => R[];
  }): Promise<Listed<R> | undefined> {
    const items: R[] = [];
    let read = 0;
    for (let page = 1; page <= this.#maxPages; page += 1) {
      const { body, total = Infinity } = await this.#client.get({
        path: call.path,
        query: { ...call.query, page, page_size: PAGE_SIZE },
        answer: call.answer,
        action: call.action,
      });
      if (!body) {
        return undefined;
      }
      read += body.length;
      items.push(...body.flatMap(call.read));
      if (body.length < PAGE_SIZE || read >= total) {
        return listed(items);
      }
    }
    return { ...listed(items), truncated: true };
  }
}

function listed<T>(items: T[]): Listed<T> {
  return { items, truncated: false, readAt: new Date() };
}

function earliest(moments: Date[]): Date {
  const times = moments.map(moment => moment.getTime());
  return new Date(Math.min(Date.now(), ...times));
}

/** A slash of a repository's name is encoded twice: what stands before Harbor takes one level away. */
function repositoryPath(project: string, repository: string): string {
  const encoded = encodeURIComponent(encodeURIComponent(repository));
  return `/projects/${project}/repositories/${encoded}`;
}

function scanOf(
  artifact: z.infer<typeof artifactSchema>,
): HarborScan | undefined {
  const [overview] = Object.values(artifact.scan_overview ?? {});
  return (
    overview && {
      status: overview.scan_status ?? 'Unknown',
      severity: overview.severity,
      summary: overview.summary?.summary,
    }
  );
}

function checkProject(name: string): void {
  if (!isProjectName(name)) {
    throw new InputError(
      `${quoted(name)} is not the name of a project of Harbor`,
    );
  }
}

function checkRepository(name: string): void {
  if (!isRepositoryName(name)) {
    throw new InputError(
      `${quoted(name)} is not the name of a repository of Harbor`,
    );
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
