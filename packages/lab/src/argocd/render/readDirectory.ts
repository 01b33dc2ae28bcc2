import type { Checkout } from '../git/Repositories';
import type { ApplicationSource } from '../model/Application';
import type { JsonObject } from '../model/JsonValue';
import { matchesFilePattern } from './matchesFilePattern';
import { readManifests } from './readManifests';
import type { SourceFolder } from './sourceFolder';

const MANIFEST_FILE = /\.(yaml|yml|json)$/;

/**
 * Objects of the manifests in a folder.
 *
 * @throws RenderError
 */
export async function readDirectory(
  source: ApplicationSource,
  folder: SourceFolder,
  checkout: Checkout,
): Promise<JsonObject[]> {
  const files = folder.files.filter(entry => belongs(entry.path, source));
  const contents = await checkout.mirror.read(files.map(({ blob }) => blob));
  return files.flatMap(({ path }, index) =>
    readManifests(path, contents[index]),
  );
}

function belongs(file: string, source: ApplicationSource): boolean {
  const { recurse = false, include, exclude } = source.directory ?? {};
  return (
    MANIFEST_FILE.test(file) &&
    (recurse || !file.includes('/')) &&
    (!exclude || !matchesFilePattern(file, exclude)) &&
    (!include || matchesFilePattern(file, include))
  );
}
