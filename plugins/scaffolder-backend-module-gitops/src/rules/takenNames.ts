import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ChangeRequestHost,
  Manifest,
  ManifestFault,
  ManifestValidationContext,
  ProposedFile,
} from '@naru/plugin-gitops-node';
import { parseAllDocuments } from 'yaml';
import { identityOf } from './manifestRules';
import { placeOf } from './pathRules';
import { z } from 'zod';

/** Files of a folder that are looked into for an object of the same name. */
const MAX_FILES = 500;

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

/** VAL-011: the name is free in Git, in the file itself and in every other file that the same Application reads. */
export async function checkTakenInGit(
  change: { files: ProposedFile[]; manifests: Manifest[] },
  host: ChangeRequestHost,
): Promise<ManifestFault[]> {
  const { base } = host.repository;
  const ref = (await host.findBranch(base))?.sha ?? base;
  const [apps, ...folders] = await Promise.all([
    takenApps(change.files, host, ref),
    ...[...new Set(change.manifests.map(({ path }) => folderOf(path)))].map(
      folder =>
        takenInFolder(
          folder,
          change.manifests.filter(({ path }) => folderOf(path) === folder),
          { host, ref },
        ),
    ),
  ]);
  return [...apps, ...folders.flat()];
}

/** Folders of applications are made once. */
async function takenApps(
  files: ProposedFile[],
  host: ChangeRequestHost,
  ref: string,
): Promise<ManifestFault[]> {
  const firstFiles = new Map<string, string>();
  for (const { path } of files) {
    const place = placeOf(path);
    if (place?.folder === 'apps' && !firstFiles.has(place.app)) {
      firstFiles.set(place.app, path);
    }
  }
  const faults = await Promise.all(
    [...firstFiles].map(async ([app, path]) => {
      const folder = `apps/${app}`;
      const taken = await host.listTree(folder, ref);
      return taken.length > 0
        ? [takenFault(path, app, host.fileUrl(folder, host.repository.base))]
        : [];
    }),
  );
  return faults.flat();
}

async function takenInFolder(
  folder: string,
  manifests: Manifest[],
  { host, ref }: { host: ChangeRequestHost; ref: string },
): Promise<ManifestFault[]> {
  const { base } = host.repository;
  const files = (await host.listTree(folder, ref))
    .filter(({ path }) => folderOf(path) === folder)
    .slice(0, MAX_FILES);
  const paths = new Set(files.map(({ path }) => path));
  const faults = manifests
    .filter(({ path }) => paths.has(path))
    .map(({ path, metadata }) =>
      takenFault(path, metadata.name, host.fileUrl(path, base)),
    );
  const others = files.filter(
    ({ path }) =>
      /\.(ya?ml|json)$/.test(path) &&
      !manifests.some(manifest => manifest.path === path),
  );
  const defined = await Promise.all(
    others.map(async ({ path, version }) => ({
      path,
      identities: identitiesIn(await host.readBlob(version)),
    })),
  );
  for (const manifest of manifests) {
    const other = defined.find(({ identities }) =>
      identities.includes(identityOf(manifest)),
    );
    if (other) {
      const what = `${manifest.kind} ${manifest.metadata.name}`;
      const url = host.fileUrl(other.path, base);
      faults.push({
        rule: 'VAL-011',
        path: manifest.path,
        field: 'metadata.name',
        message: `${what} is in Git already: ${url}. Choose another name.`,
        messageKo: `${what}이(가) Git에 이미 있습니다: ${url}. 다른 이름을 골라 주세요.`,
      });
    }
  }
  return faults;
}

function takenFault(path: string, name: string, url: string): ManifestFault {
  return {
    rule: 'VAL-011',
    path,
    field: 'metadata.name',
    message: `the name ${name} is taken in Git: ${url}. Choose another name.`,
    messageKo: `${name}이라는 이름은 Git에서 이미 쓰고 있습니다: ${url}. 다른 이름을 골라 주세요.`,
  };
}

/** VAL-011: nobody else has an open change request of that name. */
export async function checkTakenInRequests(
  branch: string,
  context: { host: ChangeRequestHost; requester: string; path: string },
): Promise<ManifestFault[]> {
  const existing = await context.host.findChangeRequest(branch);
  if (
    existing?.state !== 'open' ||
    existing.requestedBy === context.requester
  ) {
    return [];
  }
  const who = existing.requestedBy ?? existing.author;
  return [
    {
      rule: 'VAL-011',
      path: context.path,
      field: 'metadata.name',
      message: `${who} already asks for the same name: ${existing.url}. Choose another name, or wait until that request is merged or closed.`,
      messageKo: `${who} 님이 같은 이름으로 이미 신청했습니다: ${existing.url}. 다른 이름을 고르거나, 그 신청이 머지되거나 닫힐 때까지 기다려 주세요.`,
    },
  ];
}

/** VAL-011: no entity of that name is in the catalog. */
export async function checkTakenInCatalog(
  entityRefs: string[],
  catalog: CatalogService,
  context: Pick<ManifestValidationContext, 'credentials'> & { path: string },
): Promise<ManifestFault[]> {
  if (entityRefs.length === 0) {
    return [];
  }
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs, fields: ['kind', 'metadata.name'] },
    { credentials: context.credentials },
  );
  return entityRefs.flatMap((entityRef, index) =>
    items[index]
      ? [
          {
            rule: 'VAL-011',
            path: context.path,
            field: 'metadata.name',
            message: `${entityRef} is in the catalog already. Choose another name.`,
            messageKo: `${entityRef}이(가) 카탈로그에 이미 있습니다. 다른 이름을 골라 주세요.`,
          },
        ]
      : [],
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function identitiesIn(content: string): string[] {
  const documents = parseAllDocuments(content, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap(document => {
    const parsed =
      document.errors.length === 0
        ? objectSchema.safeParse(document.toJS())
        : undefined;
    return parsed?.success ? [identityOf(parsed.data)] : [];
  });
}
