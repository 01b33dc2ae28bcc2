import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { HelmProgram } from '@naru/helm-program';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ChartFiles } from './ChartFiles';
import { ValuesFile } from './ChartValues';
import { Release } from './Release';

/**
 * Renders a release in a folder that is thrown away.
 *
 * @returns YAML of all objects
 * @throws HelmError
 */
export async function renderRelease(
  release: Release,
  options: {
    helm: HelmProgram;
    chart: ChartFiles;
    files: ValuesFile[];
    signal?: AbortSignal;
  },
): Promise<string> {
  const { helm, chart, files, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), 'naru-chart-'));
  try {
    const chartFolder = join(folder, 'chart');
    const folders = new Set<string>();
    const targets = [...chart].map(([path, content]) => {
      const target = resolveSafeChildPath(chartFolder, path);
      folders.add(dirname(target));
      return { target, content };
    });
    const valueFiles = files.map(({ path, content }, index) => ({
      // Files of the same name are told apart by their place.
      target: join(folder, `${index}-${path.split('/').at(-1)}`),
      content,
    }));
    for (const each of folders) {
      await mkdir(each, { recursive: true });
    }
    await Promise.all(
      [...targets, ...valueFiles].map(({ target, content }) =>
        writeFile(target, content),
      ),
    );
    return await helm.template({
      chart: chartFolder,
      releaseName: release.app,
      namespace: release.namespace,
      valueFiles: valueFiles.map(({ target }) => target),
      skipTests: true,
      signal,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
