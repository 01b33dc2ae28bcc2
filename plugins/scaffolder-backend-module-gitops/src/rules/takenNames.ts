import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ChangeRequestHost,
  Manifest,
  ManifestFault,
  ManifestValidationContext,
} from '@naru/plugin-gitops-node';
import { parseAllDocuments } from 'yaml';
import { identityOf } from './manifestRules';
import { z } from 'zod';

/** Files of a folder that are looked into for an object of the same name. */
const MAX_FILES = 300;

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});

/** VAL-011: the name is free in Git, in the file itself and in every other file that the same Application reads. */
export async function checkTakenInGit(
  manifests: Manifest[],
  host: ChangeRequestHost,
): Promise<ManifestFault[]> {
  const { base } = host.repository;
  const faults: ManifestFault[] = [];
  const folders = new Set(manifests.map(({ path }) => folderOf(path)));
  for (const folder of folders) {
    const files = (await host.listFiles(folder, base)).slice(0, MAX_FILES);
    const paths = new Set(files.map(({ path }) => path));
    const inFolder = manifests.filter(({ path }) => folderOf(path) === folder);
    for (const { path, metadata } of inFolder) {
      if (paths.has(path)) {
        faults.push({
          rule: 'VAL-011',
          path,
          field: 'metadata.name',
          message: `the name ${metadata.name} is taken in Git: ${host.fileUrl(
            path,
            base,
          )}. Choose another name.`,
        });
      }
    }
    const others = files.filter(
      ({ path }) =>
        /\.(ya?ml|json)$/.test(path) &&
        !inFolder.some(manifest => manifest.path === path),
    );
    const defined = await Promise.all(
      others.map(async ({ path }) => ({
        path,
        identities: identitiesIn(
          (await host.readFile(path, base))?.content ?? '',
        ),
      })),
    );
    for (const manifest of inFolder) {
      const other = defined.find(({ identities }) =>
        identities.includes(identityOf(manifest)),
      );
      if (other) {
        faults.push({
          rule: 'VAL-011',
          path: manifest.path,
          field: 'metadata.name',
          message: `${manifest.kind} ${
            manifest.metadata.name
          } is in Git already: ${host.fileUrl(
            other.path,
            base,
          )}. Choose another name.`,
        });
      }
    }
  }
  return faults;
}

/** VAL-011: no entity of that name is in the catalog. */
export async function checkTakenInCatalog(
  entityRefs: string[],
  catalog: CatalogService,
  context: Pick<ManifestValidationContext, 'credentials'> & { path: string },
): Promise<ManifestFault[]> {
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
