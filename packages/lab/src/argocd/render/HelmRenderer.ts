import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { HelmError, type HelmProgram } from '@naru/helm-program';
import { stringify } from 'yaml';
import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import type { Checkout } from '../git/Repositories';
import type { ApplicationSource } from '../model/Application';
import type { JsonObject } from '../model/JsonValue';
import { clusterVersions, KUBE_VERSION } from './clusterVersions';
import { helmParameters } from './helmParameters';
import { type HelmSettings, helmSettings } from './helmSettings';
import { readManifests } from './readManifests';
import { RenderError } from './RenderError';
import type { SourceFolder } from './sourceFolder';
import { readValueFiles, type ValueFile } from './valueFiles';

const MAX_FILES = 2_000;
const SOURCE = '<path to cached source>';

/** What a chart in a folder of Git is rendered from. */
export interface ChartSource {
  source: ApplicationSource;
  folder: SourceFolder;
  checkout: Checkout;
  /** Name and destination of the Application. */
  application: { name: string; namespace: string };
  /** Commit that `$name` stands for. */
  reference(name: string): Promise<Checkout>;
}

/** Everything that a rendering depends on: the same input renders to the same manifests. */
export interface ChartInput {
  settings: HelmSettings;
  releaseName: string;
  namespace: string;
  kubeVersion: string;
  apiVersions: string[];
  /** Later ones win. */
  values: ValueFile[];
}

/** Renders charts that lie in Git, by the helm program. */
export class HelmRenderer {
  readonly #api: KubernetesApi;
  readonly #helm: HelmProgram | undefined;

  constructor(options: { api: KubernetesApi; helm: HelmProgram | undefined }) {
    this.#api = options.api;
    this.#helm = options.helm;
  }

  /** @throws RenderError when the source's settings or its files of values are wrong */
  async input(chart: ChartSource): Promise<ChartInput> {
    const { source, folder, checkout, application, reference } = chart;
    const settings = helmSettings(source);
    if (!folder.has('Chart.yaml')) {
      const file = posix.join(SOURCE, folder.path, 'Chart.yaml');
      throw new RenderError(
        `error getting helm repos: error retrieving helm dependency repos: error reading helm chart from ${file}: open ${file}: no such file or directory`,
      );
    }
    const files = await readValueFiles({
      files: settings.valueFiles ?? [],
      folder: folder.path,
      checkout,
      reference,
    });
    const input: ChartInput = {
      settings,
      releaseName: settings.releaseName || application.name,
      namespace: settings.namespace || application.namespace,
      kubeVersion: settings.kubeVersion || KUBE_VERSION,
      apiVersions: settings.apiVersions ?? clusterVersions(this.#api),
      values: [],
    };
    for (const { path, content } of files) {
      if (content !== undefined) input.values.push({ path, content });
      else if (!settings.ignoreMissingValueFiles) {
        throw commandError(
          input,
          `Error: open ${SOURCE}/${path}: no such file or directory`,
          files.map(file => file.path),
        );
      }
    }
    return input;
  }

  /** @throws RenderError when helm is missing or refuses */
  async render(chart: ChartSource, input: ChartInput): Promise<JsonObject[]> {
    if (!this.#helm) {
      throw new RenderError(
        'failed to execute helm template command: exec: "helm": executable file not found in $PATH',
      );
    }
    const { files } = chart.folder;
    if (files.length > MAX_FILES) {
      throw new RenderError(`a chart of more than ${MAX_FILES} files`);
    }
    const contents = await chart.checkout.mirror.read(
      files.map(({ blob }) => blob),
    );
    const { settings } = input;
    const folder = await mkdtemp(join(tmpdir(), 'lab-chart-'));
    try {
      for (const [index, { path }] of files.entries()) {
        await write(join(folder, 'chart', path), contents[index]);
      }
      const valueFiles: string[] = [];
      for (const [index, { path, content }] of [
        ...input.values,
        ...ownValues(settings),
      ].entries()) {
        valueFiles.push(join(folder, `${index}`, basename(path)));
        await write(valueFiles[index], content);
      }
      const text = await this.#helm.template({
        chart: join(folder, 'chart'),
        releaseName: input.releaseName,
        namespace: input.namespace,
        valueFiles,
        kubeVersion: input.kubeVersion,
        apiVersions: input.apiVersions,
        includeCrds: !settings.skipCrds,
        skipTests: settings.skipTests,
      });
      return readManifests('manifests.yaml', text);
    } catch (error) {
      throw error instanceof HelmError ? refusal(error, input) : error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Values in the Application itself. `valuesObject` wins over `values`, parameters over both. */
function ownValues({
  values,
  valuesObject,
  parameters = [],
}: HelmSettings): ValueFile[] {
  const own: ValueFile[] = [];
  if (valuesObject) {
    own.push({ path: 'valuesObject', content: stringify(valuesObject) });
  } else if (values) own.push({ path: 'values', content: values });
  if (parameters.length > 0) {
    own.push({
      path: 'parameters',
      content: stringify(helmParameters(parameters)),
    });
  }
  return own;
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function refusal(error: HelmError, input: ChartInput): RenderError {
  if (/missing in charts\/ directory/.test(error.message)) {
    return new RenderError(
      `error building helm chart dependencies: the lab has no network: ${error.message}`,
    );
  }
  if (error.output === '') {
    return commandError(input, `Error: ${error.message}`);
  }
  // Helm's words name files of values without their folder.
  const output = input.values.reduce(
    (text, { path }) =>
      text.replaceAll(
        `failed to parse ${basename(path)}:`,
        `failed to parse ${SOURCE}/${path}:`,
      ),
    error.output,
  );
  return commandError(input, output);
}

function commandError(
  input: ChartInput,
  output: string,
  paths: string[] = input.values.map(({ path }) => path),
): RenderError {
  const command = [
    'helm template .',
    `--name-template ${input.releaseName}`,
    `--namespace ${input.namespace}`,
    `--kube-version ${input.kubeVersion}`,
    ...(input.settings.parameters ?? []).map(
      ({ name, value = '', forceString }) =>
        `${forceString ? '--set-string' : '--set'} ${name}=${value}`,
    ),
    ...paths.map(path => `--values ${SOURCE}/${path}`),
    '<api versions removed>',
    ...(input.settings.skipCrds ? [] : ['--include-crds']),
    ...(input.settings.skipTests ? ['--skip-tests'] : []),
  ].join(' ');
  return new RenderError(
    `failed to execute helm template command: failed to get command args to log: \`${command}\` failed exit status 1: ${output}`,
  );
}
