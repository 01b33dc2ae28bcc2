import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { silentLogger } from '../silentLogger';
import type { Entity } from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { DefaultRunbooks } from '@naru/plugin-runbooks-node';
import { RunbookCollatorFactory } from '@naru/plugin-search-backend-module-runbooks';
import { parseAllDocuments } from 'yaml';
import { entityDocument } from '../../entityDocument';

/** Documents by type, as the portal of the lab has them. */
export type DocumentsByType = Record<string, IndexableDocument[]>;

async function filesBelow(
  folder: string,
  extension: string,
): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(extension))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

async function collectRunbooks(root: string): Promise<IndexableDocument[]> {
  const folder = join(root, 'docs/runbooks');
  const files = new Map<string, string>();
  for (const file of [
    ...(await filesBelow(join(folder, 'docs'), '.md')),
    join(folder, 'mkdocs.yml'),
  ]) {
    files.set(file.slice(folder.length + 1), await readFile(file, 'utf8'));
  }
  const runbooks = new DefaultRunbooks({
    logger: silentLogger,
    sources: [
      {
        id: 'naru',
        title: 'Naru',
        entityRef: 'component:default/runbooks',
        read: async () => ({ files, faults: [], version: '1' }),
      },
    ],
  });
  await runbooks.refresh();
  const collator: Readable = await new RunbookCollatorFactory({
    runbooks,
  }).getCollator();
  return collator.toArray();
}

const documentOf = (entity: Entity): IndexableDocument => {
  const { namespace = 'default', name } = entity.metadata;
  return {
    ...entityDocument(entity),
    location: `/catalog/${namespace}/${entity.kind}/${name}`.toLocaleLowerCase(
      'en-US',
    ),
  };
};

async function entitiesOf(file: string): Promise<Entity[]> {
  return parseAllDocuments(await readFile(file, 'utf8'))
    .map(document => document.toJS() as Entity)
    .filter(entity => entity?.kind && entity.kind !== 'Location');
}

const apps = ['web', 'db', 'api', 'batch', 'report', 'cache', 'mail'];

/** Machines of teams as the catalog has them. */
export function sampleMachines(count: number): Entity[] {
  return Array.from({ length: count }, (_, index) => {
    const team = `team${(index % 7) + 1}`;
    const environment = Math.floor(index / 7) % 2 ? 'production' : 'staging';
    const namespace = `${team}-${environment}`;
    const app = apps[Math.floor(index / 14) % apps.length];
    const name = `${app}-${String(Math.floor(index / 98) + 1).padStart(
      2,
      '0',
    )}`;
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        namespace,
        name,
        description: `Virtual machine of ${team} · ${team} 가상 머신`,
        tags: ['virtual-machine', 'linux', environment],
        annotations: {
          'naru.io/cluster': 'prod7',
          'naru.io/namespace': namespace,
          'naru.io/name': name,
          'naru.io/requested-by': 'user:default/dev1',
          'naru.io/source-file': `kubernetes/${environment}/vms/${team}/${name}.yaml`,
        },
      },
      spec: {
        type: 'virtual-machine',
        owner: `group:default/${team}`,
        system: 'virtual-machines',
        lifecycle: environment,
      },
    };
  });
}

async function collectCatalog(root: string): Promise<IndexableDocument[]> {
  const files = [
    join(root, 'catalog-info.yaml'),
    join(root, 'docs/runbooks/catalog-info.yaml'),
    ...(await filesBelow(join(root, 'packages/lab/seed-catalog'), '.yaml')),
    ...['vm-linux', 'helm-app'].map(name =>
      join(root, 'templates', name, 'template.yaml'),
    ),
  ];
  const entities = await Promise.all(files.map(entitiesOf));
  return [...entities.flat(), ...sampleMachines(300)].map(documentOf);
}

/** Pages cut at their headings, as MkDocs writes them into its index. */
async function collectPages(root: string): Promise<IndexableDocument[]> {
  const folder = join(root, 'docs');
  const pages = ['golden-paths', 'operations', 'decisions'];
  const files = await Promise.all(
    pages.map(name => filesBelow(join(folder, name), '.md')),
  );
  const documents: IndexableDocument[] = [];
  for (const file of files.flat()) {
    const path = `${file.slice(folder.length + 1).replace(/\.md$/u, '')}/`;
    const text = await readFile(file, 'utf8');
    for (const part of text.split(/^(?=#{1,2} )/mu)) {
      const title = /^#+ (.*)$/mu.exec(part)?.[1];
      if (title) {
        const isTop = part.startsWith('# ');
        const anchor = title
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, '-')
          .replace(/^-|-$/gu, '');
        documents.push({
          title,
          text: part.replace(/^#+ .*$/mu, '').trim(),
          location: `/docs/default/component/naru/${path}${
            isTop ? '' : `#${anchor}`
          }`,
          ...{
            path: `${path}${isTop ? '' : `#${anchor}`}`,
            name: 'naru',
            namespace: 'default',
            kind: 'component',
            entityTitle: 'Naru',
            owner: 'platform-team',
          },
        });
      }
    }
  }
  return documents;
}

const requests: readonly (readonly [string, string, string, string])[] = [
  ['vm', 'team1-staging/web-01', 'Add virtual machine web-01', 'open'],
  [
    'vm',
    'team3-staging/report-runner-01',
    'Add virtual machine report-runner-01',
    'merged',
  ],
  ['vm', 'team2-production/db-02', 'Add virtual machine db-02', 'closed'],
  [
    'vm',
    'team5-staging/batch-07',
    'Resize virtual machine batch-07 to L',
    'open',
  ],
  ['app', 'team4-production/shop', 'Deploy shop 2.4.1 to production', 'merged'],
  ['app', 'team1-staging/face-matcher', 'Add web service face-matcher', 'open'],
];

function sampleRequests(): IndexableDocument[] {
  return requests.map(([kind, target, title, state], index) => {
    const branch = `naru/${kind}/${target}`;
    const [namespace, name] = target.split('/');
    const [team, environment] = namespace.split('-');
    return {
      title,
      text: `kubernetes/${environment}/${
        kind === 'vm' ? 'vms' : 'apps'
      }/${team}/${name}.yaml`,
      location: `/changes/platform?${new URLSearchParams({ branch })}`,
      ...{
        repository: 'platform',
        branch,
        number: 20 + index,
        state,
        requester: `user:default/dev${(index % 2) + 1}`,
        entityRefs: [`resource:${target}`],
        names: [branch, `#${20 + index}`],
        keywords: [name, target],
      },
    };
  });
}

/** What the search of a portal has: the real runbooks, entities and pages of this repository, and samples of the rest. */
export async function collectDocuments(root: string): Promise<DocumentsByType> {
  const [runbook, catalog, techdocs] = await Promise.all([
    collectRunbooks(root),
    collectCatalog(root),
    collectPages(root),
  ]);
  return {
    runbook,
    'software-catalog': catalog,
    techdocs,
    'change-request': sampleRequests(),
  };
}
