import { LineCounter, parseAllDocuments } from 'yaml';
import { isJsonObject, type JsonObject, listAt } from '../model/JsonValue';
import { RenderError } from './RenderError';

const SKIP_MARKER = '+argocd:skip-file-rendering';

/**
 * Objects of one file, `List`s taken apart.
 *
 * A YAML file that does not look like a manifest (no `apiVersion:`, `kind:` and `metadata:` in it) is passed over in
 * silence, broken or not, as Argo CD does.
 *
 * @param file - path below the Application's directory, for messages
 * @throws RenderError for broken JSON and for broken YAML that looks like a manifest
 */
export function readManifests(file: string, content: string): JsonObject[] {
  if (content.includes(SKIP_MARKER)) return [];
  const objects = file.endsWith('.json')
    ? readJson(file, content)
    : readYaml(file, content);
  return objects.flatMap(object =>
    String(object.kind).endsWith('List') && Array.isArray(object.items)
      ? listAt(object, 'items').filter(isJsonObject)
      : [object],
  );
}

function readJson(file: string, content: string): JsonObject[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw unreadable(file, String(error));
  }
  if (!isJsonObject(value)) {
    const kind = Array.isArray(value) ? 'array' : typeof value;
    throw unreadable(
      file,
      `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
    );
  }
  return [value];
}

function readYaml(file: string, content: string): JsonObject[] {
  const objects: JsonObject[] = [];
  const looksLikeManifest = ['apiVersion:', 'kind:', 'metadata:'].every(word =>
    content.includes(word),
  );
  try {
    for (const value of parseDocuments(content)) {
      if (value === null || value === undefined) continue;
      if (!isJsonObject(value)) {
        throw new Error(
          'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal value into Go value of type map[string]interface {}',
        );
      }
      if (typeof value.kind !== 'string') {
        throw new Error(
          `Object 'Kind' is missing in '${JSON.stringify(value)}'`,
        );
      }
      objects.push(value);
    }
  } catch (error) {
    if (objects.length === 0 && !looksLikeManifest) return [];
    throw unreadable(
      file,
      `failed to unmarshal manifest: ${(error as Error).message}`,
    );
  }
  return objects;
}

/** Reads as Go's YAML 1.1 reader does: `yes` is true, but neither `12:30` nor a date is anything but text. */
function parseDocuments(content: string): unknown[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(content, {
    version: '1.1',
    lineCounter,
    customTags: tags =>
      tags.filter(
        tag =>
          typeof tag === 'string' ||
          (tag.tag !== 'tag:yaml.org,2002:timestamp' &&
            !('format' in tag && tag.format === 'TIME')),
      ),
  });
  return [...documents].map(document => {
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      throw new Error(
        `error converting YAML to JSON: yaml: line ${line}: ${
          error.message.split(' at line ')[0]
        }`,
      );
    }
    return toJson(document.toJS({ maxAliasCount: 1000 }));
  });
}

function toJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? null));
  } catch (error) {
    throw new Error(`error converting YAML to JSON: ${String(error)}`);
  }
}

function unreadable(file: string, why: string): RenderError {
  return new RenderError(
    `Failed to unmarshal ${JSON.stringify(file)}: ${why}`,
    'FailedPrecondition',
  );
}
