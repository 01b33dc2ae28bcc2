import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { HelmError } from './HelmError';
import type { HelmProgram, HelmTemplateOptions } from './HelmProgram';
import { helmForTests } from './testUtils';

const SCHEMA = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['port'],
  properties: { port: { type: 'integer' } },
});

const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: boat\nversion: 0.1.0\n',
  'values.yaml': 'port: 80\nname: boat\n',
  'values.schema.json': SCHEMA,
  'crds/boat.yaml': 'kind: BoatDefinition\n',
  'templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-{{ .Values.name | lower }}
  namespace: {{ .Release.Namespace }}
  labels:
    kube: {{ .Capabilities.KubeVersion.Version }}
    monitoring: "{{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}"
    found: "{{ len (lookup "v1" "Node" "" "") }}"
spec:
  ports: [{ port: {{ .Values.port }} }]
`,
  'templates/tests/test.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: try
  annotations: { helm.sh/hook: test }
`,
};

describe('HelmProgram', () => {
  let helm: HelmProgram;
  let folder: string;

  beforeAll(async () => {
    helm = await helmForTests();
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chart-test-'));
    write(CHART);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(files: Record<string, string>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'boat', name)), { recursive: true });
      writeFileSync(join(folder, 'boat', name), content);
    }
  }

  function valueFile(name: string, content: string): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }

  function template(
    options: Partial<HelmTemplateOptions> = {},
  ): Promise<string> {
    return helm.template({
      chart: join(folder, 'boat'),
      releaseName: 'shop',
      namespace: 'team1-staging',
      valueFiles: [],
      ...options,
    });
  }

  async function failure(promise: Promise<unknown>): Promise<HelmError> {
    return promise.then(
      () => {
        throw new Error('it did not fail');
      },
      error => error,
    );
  }

  it('tells its version', () => {
    expect(helm.version).toMatch(/^[34]\.\d+\.\d+/);
  });

  it('renders with the values of files, the last one winning', async () => {
    const manifests = await template({
      valueFiles: [
        valueFile('values.yaml', 'port: 81\nname: Red'),
        valueFile('values-staging.yaml', 'port: 82'),
      ],
      kubeVersion: '1.30',
      apiVersions: ['monitoring.coreos.com/v1', 'example.org/v1/Boat'],
      skipTests: true,
    });
    expect(manifests).toContain('name: shop-red\n  namespace: team1-staging');
    expect(manifests).toContain('kube: v1.30');
    expect(manifests).toContain('monitoring: "true"');
    expect(manifests).toContain('found: "0"');
    expect(manifests).toContain('port: 82');
    expect(manifests).not.toContain('helm.sh/hook');
    expect(manifests).not.toContain('BoatDefinition');
  });

  it('brings tests and definitions when asked', async () => {
    const manifests = await template({ includeCrds: true });
    expect(manifests).toContain('helm.sh/hook: test');
    expect(manifests).toContain('kind: BoatDefinition');
  });

  it('repeats what the schema says about wrong values', async () => {
    const error = await failure(
      template({ valueFiles: [valueFile('values.yaml', 'port: many')] }),
    );
    expect(error).toMatchObject({ name: 'HelmError', kind: 'values' });
    expect(error.message).toContain("at '/port': got string, want integer");
  });

  it('names files of values without their folder', async () => {
    const file = valueFile('values-staging.yaml', 'a: [');
    const error = await failure(template({ valueFiles: [file] }));
    expect(error.kind).toBe('values');
    expect(error.message).toMatch(/^failed to parse values-staging.yaml: /);
    expect(error.output).toMatch(/^Error: failed to parse values-staging/);
    expect(error.message + error.output).not.toContain(folder);
  });

  it.each([
    [
      'a template that fails',
      { 'templates/x.yaml': '{{ fail "no boats today" }}' },
      'template',
      /no boats today/,
    ],
    [
      'a template that makes broken YAML',
      { 'templates/x.yaml': 'a: [\n' },
      'template',
      /YAML parse error on boat\/templates\/x.yaml/,
    ],
    [
      'a dependency that is not there',
      {
        'Chart.yaml': `${CHART['Chart.yaml']}dependencies:\n- {name: sea, version: 1.0.0, repository: "https://charts.example.org"}\n`,
      },
      'chart',
      /missing in charts\/ directory: sea/,
    ],
    [
      'a chart that is broken',
      { 'Chart.yaml': 'name: boat\n' },
      'chart',
      /chart\.metadata/,
    ],
    [
      'a packed chart in it',
      { 'charts/sea-1.0.0.tgz': 'x' },
      'chart',
      /charts\/sea-1.0.0.tgz is packed/,
    ],
    [
      'a schema that points elsewhere',
      { 'values.schema.json': '{"allOf":[{"$ref":"http://127.0.0.1/x"}]}' },
      'chart',
      /refers to "http:\/\/127.0.0.1\/x"/,
    ],
  ])('refuses %s', async (_, files, kind, message) => {
    write(files as Record<string, string>);
    const error = await failure(template());
    expect(error).toMatchObject({ name: 'HelmError', kind });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(folder);
  });

  it('refuses links out of the chart', async () => {
    symlinkSync('/etc/hostname', join(folder, 'boat/templates/x.yaml'));
    expect(await failure(template())).toMatchObject({ kind: 'chart' });
  });

  it.each<[string, Partial<HelmTemplateOptions>]>([
    ['a release that is an option', { releaseName: '--post-renderer=x' }],
    ['a release that is too long', { releaseName: 'x'.repeat(54) }],
    ['a namespace that is an option', { namespace: '--x' }],
    ['a version that is none', { kubeVersion: '1.30 --debug' }],
    ['API versions that are none', { apiVersions: ['a,b'] }],
    ['values from elsewhere', { valueFiles: ['http://127.0.0.1/x'] }],
    ['values that are missing', { valueFiles: ['/nowhere/values.yaml'] }],
    ['values that are a folder', { valueFiles: ['/etc'] }],
  ])('refuses %s', async (_, options) => {
    expect(await failure(template(options))).toMatchObject({ kind: 'values' });
  });

  it('refuses a folder without a chart', async () => {
    const error = await failure(template({ chart: folder }));
    expect(error).toMatchObject({
      kind: 'chart',
      message: 'Chart.yaml file is missing',
    });
  });

  it('lints', async () => {
    const lint = (valueFiles: string[] = []) =>
      helm.lint({
        chart: join(folder, 'boat'),
        namespace: 'team1-staging',
        valueFiles,
      });
    expect(await lint()).toEqual([
      { severity: 'info', path: 'Chart.yaml', message: 'icon is recommended' },
    ]);
    const findings = await lint([valueFile('values.yaml', 'port: many')]);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message).join()).toContain(
      'got string, want integer',
    );
    expect(JSON.stringify(findings)).not.toContain(folder);
  });

  it('leaves nothing behind', async () => {
    const temporary = () =>
      readdirSync(tmpdir()).filter(name => name.startsWith('naru-helm-'));
    const before = temporary();
    await template();
    expect(temporary().filter(name => !before.includes(name))).toEqual([]);
  });
});
