import { createHash, randomBytes } from 'node:crypto';
import { RealClock } from '../../src/clock/LabClock';
import { HarborServer } from '../../src/harbor/HarborServer';

/** An account of Harbor. */
export interface HarborUser {
  username: string;
  password: string;
}

/** What an answer was. */
export interface HarborReply {
  status: number;
  headers: Headers;
  text: string;
  // A JSON answer, looked into by path; what it holds is what the suite states.
  json: any;
}

/** A Harbor under contract: a real one, or the lab's own. */
export interface HarborTarget {
  /** Says which one it is, for the test report. */
  name: string;
  /** Stands in the names of everything that a run makes, so that runs do not meet. */
  mark: string;
  admin: HarborUser;
  /** A robot that may read {@link HarborTarget.project} and nothing else. */
  robot: HarborUser;
  /** A private project of this run. */
  project: string;
  /** Another private project, which the robot may not see. */
  hidden: string;
  /** Asks as somebody; `undefined` as nobody. */
  ask(
    path: string,
    as: HarborUser | undefined,
    options?: { method?: string; headers?: Record<string, string> },
  ): Promise<HarborReply>;
  /**
   * Pushes an image; equal content is the same image.
   *
   * @returns its digest
   */
  push(repository: string, tag: string, content: string): Promise<string>;
  close(): Promise<void>;
}

const RIGHTS = [
  'project:read',
  'repository:list',
  'repository:read',
  'repository:pull',
  'artifact:list',
  'artifact:read',
  'tag:list',
] as const;

/**
 * The Harbor that `REAL_HARBOR_URL`, `REAL_HARBOR_USER` and `REAL_HARBOR_PASSWORD` name (an administrator), else the lab's on a
 * free port.
 */
export function openHarborTarget(): Promise<HarborTarget> {
  const { REAL_HARBOR_URL, REAL_HARBOR_USER, REAL_HARBOR_PASSWORD } =
    process.env;
  if (!REAL_HARBOR_URL) return openLab();
  if (!REAL_HARBOR_USER || !REAL_HARBOR_PASSWORD)
    throw new Error(
      'REAL_HARBOR_URL needs REAL_HARBOR_USER and REAL_HARBOR_PASSWORD, an administrator of that Harbor',
    );
  return openReal(REAL_HARBOR_URL.replace(/\/$/, ''), {
    username: REAL_HARBOR_USER,
    password: REAL_HARBOR_PASSWORD,
  });
}

function names() {
  const mark = randomBytes(5).toString('hex');
  return { mark, project: `naru-${mark}`, hidden: `naru-${mark}-hidden` };
}

async function openLab(): Promise<HarborTarget> {
  const { mark, project, hidden } = names();
  const secret = () => randomBytes(12).toString('hex');
  const admin = { username: 'admin', password: secret() };
  const robot = { username: `robot$${mark}`, password: secret() };
  const clock = new RealClock();
  const server = HarborServer.create({
    clock,
    registry: 'harbor.test',
    accounts: [
      { ...admin, admin: true },
      { ...robot, grants: [{ project, rights: RIGHTS }] },
    ],
  });
  const created = clock.now().toISOString();
  for (const name of [project, hidden])
    server.store.addProject({ name, created });
  const { url } = await server.listen(0);
  return {
    name: 'the lab',
    mark,
    admin,
    robot,
    project,
    hidden,
    ask: asking(url),
    push: async (repository, tag, content) =>
      server.store.push({
        repository,
        tag,
        digest: digestOf(content),
        size: content.length,
        at: clock.now().toISOString(),
      }).digest,
    close: () => server.close(),
  };
}

async function openReal(url: string, admin: HarborUser): Promise<HarborTarget> {
  const { mark, project, hidden } = names();
  const ask = asking(url);
  const write = async (
    method: string,
    path: string,
    body: string | undefined,
    type = 'application/json',
  ) => {
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      method,
      headers: { authorization: basic(admin), 'content-type': type },
      body,
    });
    if (!response.ok)
      throw new Error(
        `${method} ${path}: ${response.status} ${await response.text()}`,
      );
    return response;
  };
  for (const name of [project, hidden])
    await write(
      'POST',
      '/api/v2.0/projects',
      JSON.stringify({ project_name: name, metadata: { public: 'false' } }),
    );
  const made = await write(
    'POST',
    '/api/v2.0/robots',
    JSON.stringify({
      name: mark,
      level: 'system',
      duration: 1,
      permissions: [
        {
          kind: 'project',
          namespace: project,
          access: RIGHTS.map(right => {
            const [resource, action] = right.split(':');
            return { resource, action };
          }),
        },
      ],
    }),
  );
  const robot = (await made.json()) as {
    id: number;
    name: string;
    secret: string;
  };
  const repositories = new Set<string>();

  const pushBlob = async (repository: string, content: string) => {
    const started = await write(
      'POST',
      `/v2/${repository}/blobs/uploads/`,
      undefined,
    );
    const to = new URL(started.headers.get('location') ?? '', url);
    to.searchParams.set('digest', digestOf(content));
    await write('PUT', String(to), content, 'application/octet-stream');
    return { digest: digestOf(content), size: Buffer.byteLength(content) };
  };
  return {
    name: `Harbor at ${url}`,
    mark,
    admin,
    robot: { username: robot.name, password: robot.secret },
    project,
    hidden,
    ask,
    push: async (repository, tag, content) => {
      repositories.add(repository);
      const config = await pushBlob(
        repository,
        JSON.stringify({
          architecture: 'amd64',
          os: 'linux',
          config: { Labels: { content } },
          rootfs: { type: 'layers', diff_ids: [] },
        }),
      );
      const layer = await pushBlob(repository, `layer of ${content}`);
      const type = 'application/vnd.docker.distribution.manifest.v2+json';
      const manifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: type,
        config: {
          mediaType: 'application/vnd.docker.container.image.v1+json',
          ...config,
        },
        layers: [
          {
            mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
            ...layer,
          },
        ],
      });
      await write('PUT', `/v2/${repository}/manifests/${tag}`, manifest, type);
      return digestOf(manifest);
    },
    close: async () => {
      for (const repository of repositories) {
        const [owner, ...rest] = repository.split('/');
        const name = encodeURIComponent(encodeURIComponent(rest.join('/')));
        await write(
          'DELETE',
          `/api/v2.0/projects/${owner}/repositories/${name}`,
          undefined,
        );
      }
      for (const name of [project, hidden])
        await write('DELETE', `/api/v2.0/projects/${name}`, undefined);
      await write('DELETE', `/api/v2.0/robots/${robot.id}`, undefined);
    },
  };
}

function asking(url: string): HarborTarget['ask'] {
  return async (path, as, options = {}) => {
    const response = await fetch(url + path, {
      method: options.method ?? 'GET',
      headers: {
        ...(as ? { authorization: basic(as) } : {}),
        ...options.headers,
      },
      redirect: 'manual',
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  };
}

function basic({ username, password }: HarborUser): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
