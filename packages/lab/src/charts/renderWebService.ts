import type { HelmProgram } from '@naru/helm-program';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import type { WebServiceCase } from './webServiceCases';

/** Folder of the chart. */
export const WEB_SERVICE_CHART = join(
  dirname(require.resolve('../../package.json')),
  '../../charts/web-service/1.0.0',
);

/**
 * Objects that the chart web-service makes.
 *
 * @throws HelmError when it refuses the values
 */
export async function renderWebService(
  helm: HelmProgram,
  { name, environment, values }: Omit<WebServiceCase, 'title'>,
  namespace: string = `${values.team}-${environment}`,
): Promise<KubernetesObject[]> {
  const folder = await mkdtemp(join(tmpdir(), 'naru-chart-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, asciiJson(values));
    const text = await helm.template({
      chart: WEB_SERVICE_CHART,
      releaseName: name,
      namespace,
      valueFiles: [file],
    });
    return parseAllDocuments(text).map(document => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS();
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The one object of a kind, by name where there are several. */
export function onlyOf(
  objects: KubernetesObject[],
  kind: string,
  name?: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): any {
  const found = objects.filter(
    each =>
      each.kind === kind && (name === undefined || each.metadata.name === name),
  );
  if (found.length !== 1) {
    throw new Error(`${found.length} of ${kind} ${name ?? ''}`);
  }
  return found[0];
}

/** JSON that every reader of YAML takes for the same. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
