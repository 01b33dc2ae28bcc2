import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmProgram } from '@naru/helm-program';
import { helmForTests } from '@naru/helm-program/testUtils';
import { ManualClock } from '../../clock/LabClock';
import { DefaultKubernetesApi } from '../../kubernetes/DefaultKubernetesApi';
import { seededRandom } from '../../random/seededRandom';
import { BareRepository } from '../git/BareRepository';
import { Repositories } from '../git/Repositories';
import type { ApplicationSource } from '../model/Application';
import { HelmRenderer } from './HelmRenderer';
import { Renderer, type Rendering } from './Renderer';

const NOTE = `apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}"}
data: {color: "{{ .Values.color }}", size: "{{ .Values.size }}"}
`;

describe('HelmRenderer', () => {
  let directory: string;
  let api: DefaultKubernetesApi;
  let repositories: Repositories;
  let repository: BareRepository;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'helm-renderer-'));
    const clock = new ManualClock();
    api = DefaultKubernetesApi.create({ clock, random: seededRandom(1) });
    repositories = new Repositories({
      api,
      clock,
      directory: join(directory, 'git'),
      namespace: 'argocd',
    });
    repository = BareRepository.create(directory, 'gitops');
    repository.commit({
      'chart/Chart.yaml': 'apiVersion: v2\nname: boat\nversion: 0.1.0\n',
      'chart/values.yaml': 'color: blue\nsize: 1\n',
      'chart/templates/note.yaml': NOTE,
    });
  });

  afterEach(() => {
    repositories.stop();
    api.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function renderer(helm?: HelmProgram): Renderer {
    return new Renderer({
      repositories,
      helm: new HelmRenderer({ api, helm }),
    });
  }

  function render(
    by: Renderer,
    source: Partial<ApplicationSource> = {},
    options: { name?: string; forget?: boolean } = {},
  ): Promise<Rendering> {
    return by.render([{ repoURL: repository.url, path: 'chart', ...source }], {
      application: { name: options.name ?? 'shop', namespace: 'team1-staging' },
      maxAgeSeconds: 0,
      forget: options.forget,
    });
  }

  it('renders with what the application says', async () => {
    const rendering = await render(renderer(await helmForTests()), {
      helm: {
        values: 'color: green',
        parameters: [{ name: 'size', value: '3' }],
      },
    });
    expect(rendering).toMatchObject({
      ok: true,
      sourceTypes: ['Helm'],
      manifests: [
        { metadata: { name: 'shop' }, data: { color: 'green', size: '3' } },
      ],
    });
  });

  it('asks helm again only when something differs, or when told', async () => {
    const calls = join(directory, 'calls');
    const path = join(directory, 'helm');
    writeFileSync(
      path,
      `#!/bin/sh\nif [ "$1" = version ]; then echo v3.19.2; exit; fi\necho call >> ${calls}\n`,
    );
    chmodSync(path, 0o755);
    const by = renderer(await HelmProgram.find({ path }));
    const count = () => readFileSync(calls, 'utf8').split('\n').length - 1;
    await render(by);
    await render(by);
    expect(count()).toBe(1);
    await render(by, {}, { name: 'blog' });
    expect(count()).toBe(2);
    await render(by, { helm: { values: 'a: 1' } });
    expect(count()).toBe(3);
    repository.commit({ 'chart/values.yaml': 'color: red\n' });
    await render(by);
    expect(count()).toBe(4);
    await render(by, {}, { forget: true });
    expect(count()).toBe(5);
  });

  it.each<[string, Partial<ApplicationSource>, RegExp]>([
    [
      'a chart of a repository',
      { path: undefined, chart: 'boat', repoURL: 'https://charts.example.org' },
      /the lab has no network for https:\/\/charts\.example\.org/,
    ],
    [
      'a chart of a registry',
      { repoURL: 'oci://registry.example.org/charts' },
      /the lab has no network for oci:/,
    ],
    [
      'values from the network',
      { helm: { valueFiles: ['https://example.org/values.yaml'] } },
      /the lab has no network for https:\/\/example\.org\/values\.yaml/,
    ],
    [
      'settings that it does not understand',
      { helm: { fileParameters: [] } },
      /the lab does not understand these settings of helm: .*fileParameters/,
    ],
    [
      'Kustomize',
      { kustomize: { namePrefix: 'x' } },
      /exec: "kustomize": executable file not found/,
    ],
  ])('refuses %s', async (_, source, message) => {
    const rendering = await render(renderer(await helmForTests()), source);
    expect(rendering).toEqual({
      ok: false,
      message: expect.stringMatching(message),
    });
  });

  it('says that helm is missing', async () => {
    expect(await render(renderer())).toEqual({
      ok: false,
      message:
        'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = failed to execute helm template command: exec: "helm": executable file not found in $PATH',
    });
  });

  it('says that a dependency cannot be fetched', async () => {
    repository.commit({
      'chart/Chart.yaml':
        'apiVersion: v2\nname: boat\nversion: 0.1.0\ndependencies: [{name: sea, version: 1.0.0, repository: "https://charts.example.org"}]\n',
    });
    expect(await render(renderer(await helmForTests()))).toEqual({
      ok: false,
      message: expect.stringMatching(
        /error building helm chart dependencies: the lab has no network: .*sea/,
      ),
    });
  });
});
