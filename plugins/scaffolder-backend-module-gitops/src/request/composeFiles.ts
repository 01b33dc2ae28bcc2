import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  Manifest,
  ManifestFault,
  ManifestTag,
  ProposedFile,
} from '@naru/plugin-gitops-node';
import { readFile } from 'node:fs/promises';
import { emitYaml } from '../rendering/emitYaml';
import { RenderFault } from '../rendering/invisibleCharacters';
import { PlaceholderScopes } from '../rendering/placeholders';
import { readManifest, withAnnotations } from '../rendering/readManifest';
import { renderManifests } from '../rendering/renderManifests';
import { renderText } from '../rendering/renderText';

/** A file as the template describes it. */
export interface FileInput {
  /** Path in the repository. */
  path: string;
  /** Default `manifest`. */
  holds?: ProposedFile['holds'];
  /** `false` leaves the file out. */
  if?: boolean;
  /** File in the workspace whose placeholders are filled in. */
  template?: string;
  values?: Record<string, unknown>;
  /** A whole object, instead of `template`. */
  manifest?: Record<string, unknown>;
  /** Question of the form that faults of the file are about. */
  parameter?: string;
  /** Questions of the form by places in the file. */
  fields?: Record<string, string>;
}

/** What is to be written. */
export interface ComposedFiles {
  files: ProposedFile[];
  manifests: Manifest[];
  entities: Manifest[];
  /** What the files hold, for the search for secrets. */
  documents: { path: string; content: unknown }[];
  faults: ManifestFault[];
}

/** Options of {@link composeFiles}. */
export interface ComposeFilesOptions {
  workspacePath: string;
  tags: ManifestTag[];
  /** Besides the values of each file. */
  scopes: Omit<PlaceholderScopes, 'values'>;
  /** For every object, besides the one that names its file. */
  annotations: Record<string, string>;
  sourceFileAnnotation: string;
}

const MAX_CONTENT_BYTES = 128 * 1024;

/**
 * Renders the files of a request.
 *
 * @throws InputError when the template is wrong, in contrast to what a person typed
 */
export async function composeFiles(
  inputs: FileInput[],
  options: ComposeFilesOptions,
): Promise<ComposedFiles> {
  const composed: ComposedFiles = {
    files: [],
    manifests: [],
    entities: [],
    documents: [],
    faults: [],
  };
  const wanted = inputs.filter(input => input.if !== false);
  if (wanted.length === 0) {
    throw new InputError('The template makes no file: each has an "if: false"');
  }
  for (const input of wanted) {
    const { path } = input;
    try {
      if (composed.files.some(file => file.path === path)) {
        throw new Error('it is there twice');
      }
      const { content, manifests, contents, faults } = await compose(
        input,
        options,
      );
      if (Buffer.byteLength(content) > MAX_CONTENT_BYTES) {
        throw new Error(`it is larger than ${MAX_CONTENT_BYTES} bytes`);
      }
      const { holds = 'manifest' } = input;
      composed.files.push({ path, content, holds });
      (holds === 'entity' ? composed.entities : composed.manifests).push(
        ...manifests,
      );
      composed.documents.push(...contents.map(one => ({ path, content: one })));
      composed.faults.push(...faults.map(fault => ({ ...fault, path })));
    } catch (error) {
      throw new InputError(
        `The template cannot make ${path}: ${toError(error).message}`,
      );
    }
  }
  return composed;
}

interface ComposedFile {
  content: string;
  manifests: Manifest[];
  /** Its documents, or its text. */
  contents: unknown[];
  faults: RenderFault[];
}

async function compose(
  input: FileInput,
  options: ComposeFilesOptions,
): Promise<ComposedFile> {
  const { path, holds = 'manifest' } = input;
  if (holds === 'text' && !/\.ya?ml$/.test(path)) {
    const { text, faults } = renderText({
      content: await contentOf(input, options),
      scopes: { ...options.scopes, values: input.values ?? {} },
    });
    return { content: text, manifests: [], contents: [text], faults };
  }
  const { objects, faults } =
    input.manifest === undefined || input.template !== undefined
      ? renderManifests({
          content: await contentOf(input, options),
          scopes: { ...options.scopes, values: input.values ?? {} },
          tags: options.tags,
        })
      : { objects: [input.manifest], faults: [] };
  if (holds === 'values' || holds === 'text') {
    if (objects.length !== 1) {
      throw new Error('it has to hold one document');
    }
    const content = emitYaml(objects[0]);
    return { content, manifests: [], contents: objects, faults };
  }
  if (objects.length === 0) {
    throw new Error('it holds no object');
  }
  const manifests = objects.map(object =>
    withAnnotations(readManifest(path, object), {
      ...options.annotations,
      [options.sourceFileAnnotation]: path,
    }),
  );
  const contents = manifests.map(({ object }) => object);
  return {
    content: contents.map(emitYaml).join('---\n'),
    manifests,
    contents,
    faults,
  };
}

async function contentOf(
  { template, manifest }: FileInput,
  { workspacePath }: ComposeFilesOptions,
): Promise<string> {
  if (template === undefined || manifest !== undefined) {
    throw new Error('give either "template" or "manifest"');
  }
  return readFile(resolveSafeChildPath(workspacePath, template), 'utf8').catch(
    () => {
      throw new Error(`there is no file ${template} in the workspace`);
    },
  );
}
