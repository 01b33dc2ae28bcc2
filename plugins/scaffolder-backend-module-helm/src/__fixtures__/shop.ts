import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { helmForTests } from '@naru/helm-program/testUtils';
import { Manifest } from '@naru/plugin-gitops-node';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { ChartFiles } from '../release/ChartFiles';
import { mergeValues, readValues, Values } from '../release/ChartValues';
import { Release, releaseOf } from '../release/Release';
import { readRendered, RenderedObject } from '../release/RenderedObject';
import { renderRelease } from '../release/renderRelease';
import { RuleContext } from '../rules/RuleContext';

const CHART = resolvePackagePath(
  '@naru/plugin-scaffolder-backend-module-helm',
  '../../charts/web-service/1.0.0',
);

/** The base chart of this repository. */
export const chart: ChartFiles = new Map(
  readdirSync(CHART, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(CHART, path), readFileSync(path, 'utf8')]),
);

/** Values of a shop that has everything and follows all rules. */
export const shopValues: Values = {
  owner: 'group:default/team1',
  team: 'team1',
  environment: 'production',
  image: { repository: 'team1-dev/shop', tag: '1.1.0' },
  host: 'shop.apps.naru.example',
  env: [{ name: 'LOG_LEVEL', value: 'info' }],
  secrets: [
    { name: 'DB_PASSWORD', path: 'team1/shop/db', property: 'password' },
  ],
  metrics: { enabled: true },
};

/** The Application of the shop. */
export function application(
  spec: Record<string, unknown> = {},
  environment = 'production',
): Manifest {
  const object = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `shop-${environment}`, namespace: 'argocd' },
    spec: {
      destination: { namespace: `team1-${environment}` },
      sources: [
        {
          path: 'charts/web-service/1.0.0',
          helm: { valueFiles: ['$values/apps/shop/values.yaml'] },
        },
        { ref: 'values' },
      ],
      syncPolicy: { syncOptions: ['ServerSideApply=true'] },
      ...spec,
    },
  };
  return {
    path: `argocd/applications/shop-${environment}.yaml`,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
    object,
  };
}

/** What the shop renders. */
export async function renderShop(
  change: Values = {},
  spec: Record<string, unknown> = {},
): Promise<RuleContext> {
  const release = releaseOf(application(spec)) as Release;
  const values = mergeValues(shopValues, change);
  const content = stringify(values);
  const manifests = await renderRelease(release, {
    helm: await helmForTests(),
    chart,
    files: [
      { path: 'apps/shop/values.yaml', content, values: readValues(content) },
    ],
  });
  return { release, objects: readRendered(manifests), team: 'team1' };
}

/** The same, with one object changed. */
export function withObject(
  context: RuleContext,
  kind: string,
  change: (object: any) => void,
): RuleContext {
  const objects = context.objects.map(one => {
    if (one.kind !== kind) {
      return one;
    }
    const copy: RenderedObject = structuredClone(one);
    change(copy.object);
    const [changed] = readRendered(JSON.stringify(copy.object));
    return changed;
  });
  return { ...context, objects };
}

/** The same, with one object more. */
export function withMore(context: RuleContext, object: unknown): RuleContext {
  return {
    ...context,
    objects: [...context.objects, ...readRendered(JSON.stringify(object))],
  };
}
