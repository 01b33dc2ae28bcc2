import { posix } from 'node:path';
import { parse } from 'yaml';
import type { Checkout, Repositories } from '../git/Repositories';
import type { Generator } from '../model/ApplicationSet';
import { isJsonObject, type JsonObject } from '../model/JsonValue';
import {
  matchesDirectoryPattern,
  matchesFilePattern,
} from '../render/matchesFilePattern';
import { normalizedName } from './goTemplate';

type GitGenerator = NonNullable<Generator['git']>;

/** Seconds between two looks at Git when the generator does not say. */
const REQUEUE_SECONDS = 180;

/** How parameters are made. */
export interface GenerationOptions {
  repositories: Repositories;
  /** How old the knowledge of the remote's refs may be. */
  maxAgeSeconds: number;
  /** Parameters for Go templates are nested, others flat. */
  goTemplate: boolean;
}

/** Seconds after which the generators are to be asked again, undefined when nothing changes by itself. */
export function requeueSeconds(generators: Generator[]): number | undefined {
  const seconds = generators.flatMap(({ git }) =>
    git ? [git.requeueAfterSeconds || REQUEUE_SECONDS] : [],
  );
  return seconds.length > 0 ? Math.min(...seconds) : undefined;
}

/**
 * Parameters of one generator, one entry for each Application to be made.
 *
 * @throws Error in Argo CD's words when Git cannot be read or the generator is one that the lab has not
 */
export async function generateParameters(
  generator: Generator,
  options: GenerationOptions,
): Promise<JsonObject[]> {
  if (generator.list) {
    const elements = [
      ...(generator.list.elements ?? []),
      ...yamlElements(generator.list.elementsYaml),
    ];
    return elements.filter(isJsonObject);
  }
  if (generator.git) return gitParameters(generator.git, options);
  throw new Error(
    `the lab has no generator of this kind: ${Object.keys(generator).join(
      ', ',
    )}`,
  );
}

function yamlElements(text: string | undefined): unknown[] {
  const value: unknown = text ? parse(text) : [];
  return Array.isArray(value) ? value : [];
}

async function gitParameters(
  git: GitGenerator,
  options: GenerationOptions,
): Promise<JsonObject[]> {
  const what = git.directories ? 'directories' : 'files';
  try {
    const checkout = await options.repositories.checkout(
      git.repoURL,
      git.revision,
      options.maxAgeSeconds,
    );
    return git.directories
      ? await directoryParameters(git, checkout, options)
      : await fileParameters(git, checkout, options);
  } catch (error) {
    const noun = git.directories ? 'Directories' : 'Files';
    throw new Error(
      `error generating params from git: error getting ${what} from repo: error retrieving Git ${noun}: rpc error: code = Internal desc = unable to resolve git revision : ${
        (error as Error).message
      }`,
    );
  }
}

async function directoryParameters(
  git: GitGenerator,
  checkout: Checkout,
  options: GenerationOptions,
): Promise<JsonObject[]> {
  const tree = await checkout.mirror.tree(checkout.commit);
  const directories = new Set<string>();
  for (const { path } of tree) {
    let directory = posix.dirname(path);
    while (directory !== '.' && !directories.has(directory)) {
      directories.add(directory);
      directory = posix.dirname(directory);
    }
  }
  return [...directories]
    .filter(path => !path.split('/').some(step => step.startsWith('.')))
    .filter(path =>
      isChosen(path, git.directories ?? [], matchesDirectoryPattern),
    )
    .sort()
    .map(path => ({
      ...withPrefix(git, pathParameters(path, undefined, options), options),
      ...(git.values ? { values: git.values } : {}),
    }));
}

async function fileParameters(
  git: GitGenerator,
  checkout: Checkout,
  options: GenerationOptions,
): Promise<JsonObject[]> {
  const tree = await checkout.mirror.tree(checkout.commit);
  const files = tree
    .filter(({ path }) => isChosen(path, git.files ?? [], matchesFilePattern))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const contents = await checkout.mirror.read(files.map(({ blob }) => blob));
  return files.flatMap(({ path }, index) => {
    const content: unknown = parse(contents[index]);
    const entries = Array.isArray(content) ? content : [content];
    return entries.filter(isJsonObject).map(entry => ({
      ...entry,
      ...withPrefix(
        git,
        pathParameters(posix.dirname(path), posix.basename(path), options),
        options,
      ),
      ...(git.values ? { values: git.values } : {}),
    }));
  });
}

function isChosen(
  path: string,
  patterns: { path: string; exclude?: boolean }[],
  matches: (path: string, pattern: string) => boolean,
): boolean {
  const hits = patterns.filter(pattern => matches(path, pattern.path));
  return hits.length > 0 && !hits.some(pattern => pattern.exclude);
}

function pathParameters(
  path: string,
  filename: string | undefined,
  options: GenerationOptions,
): JsonObject {
  const segments = path.split('/');
  const basename = segments.at(-1) ?? '';
  const named = {
    basename,
    basenameNormalized: normalizedName(basename),
    ...(filename
      ? { filename, filenameNormalized: normalizedName(filename) }
      : {}),
  };
  if (options.goTemplate) return { path: { path, ...named, segments } };
  return {
    path,
    ...prefixed('path.', named),
    ...Object.fromEntries(
      segments.map((segment, index) => [`path[${index}]`, segment]),
    ),
  };
}

function withPrefix(
  git: GitGenerator,
  parameters: JsonObject,
  options: GenerationOptions,
): JsonObject {
  const { pathParamPrefix: prefix } = git;
  if (!prefix) return parameters;
  return options.goTemplate
    ? { [prefix]: parameters }
    : prefixed(`${prefix}.`, parameters);
}

function prefixed(prefix: string, parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [prefix + name, value]),
  );
}
