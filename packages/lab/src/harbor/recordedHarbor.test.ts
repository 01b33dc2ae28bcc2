import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RealClock } from '../clock/LabClock';
import { HarborServer } from './HarborServer';
import { HarborStore } from './HarborStore';

const projectSchema = z.object({
  id: z.number(),
  name: z.string(),
  public: z.boolean(),
  created: z.string(),
});

const exchangeSchema = z.object({
  name: z.string(),
  method: z.string(),
  path: z.string(),
  as: z.enum(['admin', 'nobody']),
  namesOnly: z.boolean().optional(),
  status: z.number(),
  total: z.string().optional(),
  link: z.string().optional(),
  /** Names of projects and repositories, digests of images with their tags. */
  items: z.array(z.unknown()).optional(),
  errors: z.array(z.unknown()).optional(),
  one: z.record(z.string(), z.unknown()).optional(),
});

/** What a Harbor 2.14.4 held, and what it answered. */
const recorded = z
  .object({
    projects: z.array(projectSchema),
    repositories: z.array(
      z.object({
        name: z.string(),
        artifacts: z.number(),
        created: z.string(),
      }),
    ),
    repositoryCounts: z.record(z.string(), z.number()),
    /** Of alpha/app, newest first. */
    artifacts: z.array(
      z.object({
        digest: z.string(),
        size: z.number(),
        pushed: z.string(),
        tags: z.array(z.object({ name: z.string(), pushed: z.string() })),
      }),
    ),
    exchanges: z.array(exchangeSchema),
  })
  .parse(
    JSON.parse(
      readFileSync(join(__dirname, '__fixtures__', 'recorded.json'), 'utf8'),
    ),
  );

type Exchange = z.infer<typeof exchangeSchema>;

/** Ids follow from what else that Harbor held, and are not the point. */
const IDS = /^(id|.*_id)$/;
/** What the lab leaves out: additions, scans, the account of whoever made it. */
const LEFT_OUT = ['addition_links', 'extra_attrs', 'icon'];

function recordedStore(): HarborStore {
  const store = new HarborStore();
  for (const { id: _, ...project } of [...recorded.projects].sort(
    (a, b) => a.id - b.id,
  )) {
    store.addProject(project);
    const others = project.name === 'alpha' ? 0 : undefined;
    const count = others ?? recorded.repositoryCounts[project.name];
    for (let n = 0; n < count; n += 1)
      fill(store, `${project.name}/r${n}`, 1, project.created);
  }
  for (const { name, artifacts, created } of [
    ...recorded.repositories,
  ].reverse()) {
    if (name === 'alpha/app') pushApp(store);
    else fill(store, name, artifacts, created);
    Object.assign(store.repository(name) ?? {}, { created, updated: created });
  }
  return store;
}

function fill(
  store: HarborStore,
  repository: string,
  count: number,
  at: string,
): void {
  for (let n = 0; n < count; n += 1)
    store.push({ repository, digest: `${repository}#${n}`, size: 1, at });
}

function pushApp(store: HarborStore): void {
  const repository = 'alpha/app';
  for (const { digest, size, pushed, tags } of [
    ...recorded.artifacts,
  ].reverse()) {
    store.push({ repository, digest, size, at: pushed });
    for (const tag of [...tags].reverse())
      store.push({
        repository,
        digest,
        size,
        tag: tag.name,
        at: tag.pushed,
      });
  }
}

function nameOf(item: Record<string, unknown>): unknown {
  if (typeof item.digest !== 'string') return item.name;
  const tags = (item.tags ?? []) as { name: string }[];
  return [item.digest, ...tags.map(({ name }) => name)];
}

/** An answer without ids and what is left out. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !IDS.test(key) && !LEFT_OUT.includes(key))
      .map(([key, part]) => [
        key,
        // A project may have more settings.
        key === 'metadata' ? { public: part.public } : essence(part),
      ]),
  );
}

describe('HarborServer', () => {
  const server = HarborServer.create({
    clock: new RealClock(),
    registry: 'harbor.test',
    accounts: [{ username: 'admin', password: 'x', admin: true }],
    store: recordedStore(),
  });
  let url: string;
  beforeAll(async () => ({ url } = await server.listen(0)));
  afterAll(() => server.close());

  const ask = async (exchange: Exchange) => {
    const response = await fetch(url + exchange.path, {
      method: exchange.method,
      headers: {
        ...(exchange.as === 'admin'
          ? { authorization: `Basic ${btoa('admin:x')}` }
          : {}),
        ...(exchange.namesOnly ? { 'x-is-resource-name': 'true' } : {}),
      },
    });
    const text = await response.text();
    const body = text ? JSON.parse(text) : undefined;
    return {
      name: exchange.name,
      status: response.status,
      total: response.headers.get('x-total-count') ?? undefined,
      link: response.headers.get('link') ?? undefined,
      items: Array.isArray(body) ? body.map(nameOf) : undefined,
      errors: body?.errors,
      one:
        Array.isArray(body) || body === undefined || body.errors
          ? undefined
          : essence(body),
    };
  };

  it.each(recorded.exchanges)(
    'answers as a real one did: $name',
    async exchange => {
      const {
        method: _,
        path: __,
        as: ___,
        namesOnly: ____,
        ...answer
      } = exchange;
      expect(await ask(exchange)).toEqual({
        ...answer,
        one: answer.one && essence(answer.one),
      });
    },
  );
});
