import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { helmForTests } from '@naru/helm-program/testUtils';
import type { ChangePreview } from '@naru/plugin-gitops-common';
import Ajv, { type ValidateFunction } from 'ajv';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { HELM_APP, HelmAppTemplate } from './__testUtils__/HelmAppTemplate';
import {
  type BatchCase,
  type BatchResult,
  HelmBatch,
} from './__testUtils__/HelmBatch';
import { type Form, RandomForm } from './__testUtils__/RandomForm';
import {
  type RequestAction,
  startRequestAction,
} from './__testUtils__/requestAction';

jest.setTimeout(300_000);

const CASES = Number(process.env.NARU_FUZZ_CASES ?? 5_000);
const SEED = Number(process.env.NARU_FUZZ_SEED ?? 20261121);
const BATCH = 80;
const CHART = join(
  resolvePackagePath('@naru/plugin-scaffolder-backend-module-helm'),
  '../../charts/web-service/1.0.0',
);

/** Kinds that the chart may make; all of them lie in a namespace. */
const KINDS = [
  'ConfigMap',
  'Deployment',
  'ExternalSecret',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
  'VirtualService',
];

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

/** Words of a program that fell over. */
const NOT_FOR_PEOPLE =
  /nil pointer|wrong type|error calling|interface conversion|Cannot read/;

/** When the form itself let it pass, no value is missing. */
const NOT_FOR_PEOPLE_AT_ALL = new RegExp(
  `${NOT_FOR_PEOPLE.source}|undefined|\\[object`,
);

/** What became of a form. */
interface Outcome {
  form: Form;
  /** Whether the form itself lets it pass. */
  accepted: boolean;
  preview?: ChangePreview;
  /** Why there is no preview. */
  words?: string;
  /** By environment; of forms that would become a pull request. */
  rendered: Map<string, BatchResult>;
}

describe('template helm-app with any form', () => {
  const outcomes: Outcome[] = [];
  let action: RequestAction;
  let schema: ValidateFunction;
  const defaults = parse(readFileSync(join(CHART, 'values.yaml'), 'utf8'));

  beforeAll(async () => {
    const helm = await helmForTests();
    schema = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')),
    );
    action = await startRequestAction({ workspacePath: HELM_APP });
    const template = new HelmAppTemplate();
    const random = new RandomForm(SEED);
    for (let count = 0; count < CASES; count += 1) {
      const form = random.next();
      const outcome: Outcome = {
        form,
        accepted: template.accepts(form),
        rendered: new Map(),
      };
      try {
        outcome.preview = await action.preview(
          template.inputOf(form, count % 5 === 0 ? 'all' : 'some'),
        );
      } catch (error) {
        outcome.words = (error as Error).message;
      }
      outcomes.push(outcome);
    }
    await renderAll(new HelmBatch(helm, CHART), outcomes.filter(isRequest));
  });
  afterAll(() => action?.stop());

  it('takes many forms and refuses many', () => {
    const requests = outcomes.filter(isRequest);
    const rendered = requests.flatMap(each => [...each.rendered.values()]);
    expect(requests.length).toBeGreaterThan(CASES * 0.4);
    expect(outcomes.length - requests.length).toBeGreaterThan(CASES * 0.05);
    expect(
      rendered.filter(result => 'objects' in result).length,
    ).toBeGreaterThan(CASES * 0.4);
    expect(rendered.some(result => 'words' in result)).toBe(true);
    expect(({} as Json).polluted).toBeUndefined();
  });

  it('refuses in words', () => {
    for (const { form, accepted, words, preview, rendered } of outcomes) {
      const refusals = [
        ...(words === undefined ? [] : [words]),
        ...(preview?.faults ?? []).map(({ message }) => message),
        ...[...rendered.values()].flatMap(result =>
          'words' in result ? [result.words] : [],
        ),
      ];
      for (const refusal of refusals) {
        expect({ form, refusal }).toEqual({
          form,
          refusal: expect.stringMatching(/[a-z]{2,} [^]*[a-z]{2,}/),
        });
        expect(refusal).not.toMatch(
          accepted ? NOT_FOR_PEOPLE_AT_ALL : NOT_FOR_PEOPLE,
        );
      }
    }
  });

  it('writes files that every reader of YAML takes for the same, each in its place', () => {
    const misplaced: string[] = [];
    const ambiguous: string[] = [];
    for (const [index, { form, preview }] of outcomes.entries()) {
      const places = placesOf(String(form.name));
      for (const { path, after } of preview?.files ?? []) {
        if (!places.includes(path)) misplaced.push(path);
        if (path.endsWith('.md')) continue;
        // The library that the portal writes with is slow to read.
        const read = index % 20 === 0 ? parse : load;
        if (!isDeepStrictEqual(load(after), read(after))) ambiguous.push(after);
      }
    }
    expect(misplaced).toEqual([]);
    expect(ambiguous).toEqual([]);
  });

  it('makes Applications of the team and its namespaces only', () => {
    for (const { form, preview } of outcomes) {
      if (!preview || preview.faults.some(isRefusal)) continue;
      const team = teamOf(form);
      for (const { path, after } of preview.files) {
        const [, environment] =
          /^argocd\/applications\/.*-(staging|production)\.yaml$/.exec(path) ??
          [];
        if (!environment) continue;
        const application: Json = load(after);
        expect(application).toMatchObject({
          kind: 'Application',
          metadata: {
            name: `${form.name}-${environment}`,
            namespace: 'argocd',
            labels: { 'naru.io/app': form.name, 'naru.io/team': team },
          },
          spec: {
            project: 'apps',
            destination: {
              server: 'https://kubernetes.default.svc',
              namespace: `${team}-${environment}`,
            },
          },
        });
        expect(application.spec.syncPolicy.automated !== undefined).toBe(
          environment === 'staging',
        );
      }
    }
  });

  it('renders objects of the namespace only, or refuses', () => {
    for (const { form, rendered } of outcomes) {
      for (const [environment, result] of rendered) {
        if (!('objects' in result)) continue;
        const namespace = `${teamOf(form)}-${environment}`;
        expect(result.objects.length).toBeGreaterThan(3);
        for (const object of result.objects as Json[]) {
          expect(KINDS).toContain(object.kind);
          expect(object.metadata.namespace).toBe(namespace);
          expect(object.metadata.labels['naru.io/team']).toBe(teamOf(form));
          expect(String(object.metadata.name).startsWith(`${form.name}`)).toBe(
            true,
          );
        }
      }
    }
  });

  it('is of one mind with the schema', () => {
    for (const { preview, rendered } of outcomes) {
      for (const [environment, result] of rendered) {
        const valid = schema(
          valuesOf(preview!, environment).reduce(
            (all, text) => merge(all, load(text)),
            defaults,
          ),
        );
        const refusedBySchema =
          'words' in result && /^- at '/m.test(result.words);
        expect(refusedBySchema).toBe(!valid);
      }
    }
  });

  it('keeps text one string, to the last character', () => {
    for (const { form, accepted, rendered } of outcomes) {
      for (const result of accepted ? rendered.values() : []) {
        if (!('objects' in result)) continue;
        const objects = result.objects as Json[];
        const deployment = objects.find(({ kind }) => kind === 'Deployment');
        expect(
          deployment.metadata.annotations['kubernetes.io/description'],
        ).toBe(form.description || undefined);
        const config = objects.find(
          ({ kind, metadata }) =>
            kind === 'ConfigMap' && metadata.name === `${form.name}-config`,
        );
        const env = (form.env ?? []) as { name: string; value: string }[];
        expect(config?.data ?? {}).toEqual(
          Object.fromEntries(env.map(({ name, value }) => [name, value])),
        );
        const [container] = deployment.spec.template.spec.containers;
        expect(container.livenessProbe.httpGet.path).toBe(
          form.liveness ?? '/health',
        );
      }
    }
  });
});

function isRefusal({ severity }: { severity: string }): boolean {
  return severity === 'refuse';
}

/** Whether the action would open a pull request. */
function isRequest({ preview }: Outcome): boolean {
  return preview !== undefined && !preview.faults.some(isRefusal);
}

/** Where files of an application may lie. */
function placesOf(name: string): string[] {
  return [
    `apps/${name}/values.yaml`,
    `apps/${name}/values-staging.yaml`,
    `apps/${name}/values-production.yaml`,
    `apps/${name}/catalog-info.yaml`,
    `apps/${name}/mkdocs.yml`,
    `apps/${name}/docs/index.md`,
    `argocd/applications/${name}-staging.yaml`,
    `argocd/applications/${name}-production.yaml`,
  ];
}

function teamOf({ owner }: Form): string {
  return String(owner).replace('group:default/', '');
}

function valuesOf(preview: ChangePreview, environment: string): string[] {
  return [`/values.yaml`, `/values-${environment}.yaml`].map(
    end => preview.files.find(({ path }) => path.endsWith(end))!.after,
  );
}

/** Renders each environment of each form, those of one release and namespace together. */
async function renderAll(batch: HelmBatch, outcomes: Outcome[]): Promise<void> {
  const groups = new Map<string, { of: Outcome; case: BatchCase }[]>();
  outcomes.forEach((outcome, index) => {
    const { form, preview } = outcome;
    for (const environment of ['staging', 'production']) {
      if (
        !preview!.files.some(({ path }) =>
          path.endsWith(`/values-${environment}.yaml`),
        )
      ) {
        continue;
      }
      const key = `${form.name} ${teamOf(form)} ${environment}`;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({
        of: outcome,
        case: {
          id: `case${index}`,
          valueFiles: valuesOf(preview!, environment),
        },
      });
    }
  });
  for (const [key, group] of groups) {
    const [releaseName, team, environment] = key.split(' ');
    for (let start = 0; start < group.length; start += BATCH) {
      const part = group.slice(start, start + BATCH);
      const results = await batch.render({
        releaseName,
        namespace: `${team}-${environment}`,
        cases: part.map(each => each.case),
      });
      for (const each of part) {
        each.of.rendered.set(environment, results.get(each.case.id)!);
      }
    }
  }
}

/** As helm puts value files together. */
function merge(base: Json, over: Json): Json {
  if (!isMap(base) || !isMap(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(base[key], value);
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
