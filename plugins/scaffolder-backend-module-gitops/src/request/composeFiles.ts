import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import { Manifest, ManifestFault, ManifestTag } from '@naru/plugin-gitops-node';
import { readFile } from 'node:fs/promises';
import { emitYaml } from '../rendering/emitYaml';
import { readManifest, withAnnotations } from '../rendering/readManifest';
import { renderManifests } from '../rendering/renderManifests';

/** A file as the template describes it. */
export interface FileInput {
  /** Path in the repository. */
  path: string;
  /** File in the workspace whose placeholders are filled in. */
  template?: string;
  values?: Record<string, unknown>;
  /** A whole object, instead of `template`. */
  manifest?: Record<string, unknown>;
}

/** What is to be written. */
export interface ComposedFiles {
  files: { path: string; content: string }[];
  manifests: Manifest[];
  faults: ManifestFault[];
}

const MAX_CONTENT_BYTES = 128 * 1024;

/**
 * Renders the files of a request.
 *
 * @param options - `annotations`: for every object, besides the one that names its file
 * @throws InputError when the template is wrong, in contrast to what a person typed
 */
export async function composeFiles(
  inputs: FileInput[],
  options: {
    workspacePath: string;
    tags: ManifestTag[];
    annotations: Record<string, string>;
    sourceFileAnnotation: string;
  },
): Promise<ComposedFiles> {
  const composed: ComposedFiles = { files: [], manifests: [], faults: [] };
  for (const input of inputs) {
    const { path } = input;
    try {
      const { objects, faults } = await render(input, options);
      if (objects.length === 0) {
        throw new Error('it holds no object');
      }
      const manifests = objects.map(object =>
        withAnnotations(readManifest(path, object), {
          ...options.annotations,
          [options.sourceFileAnnotation]: path,
        }),
      );
      const content = manifests
        .map(({ object }) => emitYaml(object))
        .join('---\n');
      if (Buffer.byteLength(content) > MAX_CONTENT_BYTES) {
        throw new Error(`it is larger than ${MAX_CONTENT_BYTES} bytes`);
      }
      composed.files.push({ path, content });
      composed.manifests.push(...manifests);
      composed.faults.push(...faults.map(fault => ({ ...fault, path })));
    } catch (error) {
      throw new InputError(
        `The template cannot make ${path}: ${toError(error).message}`,
      );
    }
  }
  return composed;
}

async function render(
  { template, values, manifest }: FileInput,
  options: { workspacePath: string; tags: ManifestTag[] },
) {
  if ((template === undefined) === (manifest === undefined)) {
    throw new Error('give either "template" or "manifest"');
  }
  if (template === undefined) {
    return { objects: [manifest], faults: [] };
  }
  const content = await readFile(
    resolveSafeChildPath(options.workspacePath, template),
    'utf8',
  ).catch(() => {
    throw new Error(`there is no file ${template} in the workspace`);
  });
  return renderManifests({
    content,
    values: values ?? {},
    tags: options.tags,
  });
}
