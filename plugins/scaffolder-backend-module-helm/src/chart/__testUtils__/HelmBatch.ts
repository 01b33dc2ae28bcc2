import { HelmError, type HelmProgram } from '@naru/helm-program';
import { load } from 'js-yaml';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Values that one release of the chart would get. */
export interface BatchCase {
  /** Letters and digits. */
  id: string;
  /** Texts of the value files; later ones win. */
  valueFiles: string[];
}

/** What helm made of a case: objects, or the words with which it refused. */
export type BatchResult = { objects: unknown[] } | { words: string };

/**
 * Renders a chart many times in one run of helm, as a dependency under many names, because a run costs more than a chart.
 * All cases of a run have the same release and namespace.
 */
export class HelmBatch {
  readonly #helm: HelmProgram;
  readonly #chart: string;

  constructor(helm: HelmProgram, chart: string) {
    this.#helm = helm;
    this.#chart = chart;
  }

  async render(options: {
    releaseName: string;
    namespace: string;
    cases: BatchCase[];
  }): Promise<Map<string, BatchResult>> {
    const results = new Map<string, BatchResult>();
    let left = options.cases;
    while (left.length > 0) {
      try {
        const text = await this.#run({ ...options, cases: left });
        for (const { id } of left) results.set(id, { objects: [] });
        for (const part of text.split(/^---\n(?=# Source: )/m)) {
          const source = /^# Source: batch\/charts\/([A-Za-z0-9]+)\//.exec(
            part,
          );
          if (!source) {
            if (part.trim() === '') continue;
            throw new Error(`not of a case: ${part.slice(0, 200)}`);
          }
          const result = results.get(source[1])!;
          if ('objects' in result) result.objects.push(load(part));
        }
        break;
      } catch (error) {
        if (!(error instanceof HelmError)) throw error;
        const refused = refusedIn(error.message);
        if (refused.size === 0) throw error;
        for (const [id, words] of refused) results.set(id, { words });
        left = left.filter(({ id }) => !refused.has(id));
      }
    }
    return results;
  }

  async #run(options: {
    releaseName: string;
    namespace: string;
    cases: BatchCase[];
  }): Promise<string> {
    const { releaseName, namespace, cases } = options;
    const folder = await mkdtemp(join(tmpdir(), 'naru-batch-'));
    try {
      const chart = join(folder, 'chart');
      await mkdir(join(chart, 'charts'), { recursive: true });
      await cp(this.#chart, join(chart, 'charts/web-service'), {
        recursive: true,
      });
      await writeFile(
        join(chart, 'Chart.yaml'),
        `apiVersion: v2\nname: batch\nversion: 1.0.0\ndependencies:\n${cases
          .map(
            ({ id }) =>
              `  - {name: web-service, version: 1.0.0, alias: ${id}}\n`,
          )
          .join('')}`,
      );
      const count = Math.max(
        ...cases.map(({ valueFiles }) => valueFiles.length),
      );
      const valueFiles = Array.from({ length: count }, (_, index) =>
        join(folder, `${index}.yaml`),
      );
      await Promise.all(
        valueFiles.map((file, index) =>
          writeFile(
            file,
            cases
              .map(
                each =>
                  `${each.id}:\n${indent(each.valueFiles[index] ?? '{}')}`,
              )
              .join(''),
          ),
        ),
      );
      return await this.#helm.template({
        chart,
        releaseName,
        namespace,
        valueFiles,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

/** The text as a part of a larger document; what is quoted or a block stays the same. */
function indent(text: string): string {
  return `${text.replace(/\n$/, '').replace(/^(?=.)/gm, '  ')}\n`;
}

/** Words by case: one that the chart refuses, or all that the schema refuses. */
function refusedIn(message: string): Map<string, string> {
  const failed =
    /execution error at \(batch\/charts\/([A-Za-z0-9]+)\/templates\/[^)]*\): ([^]*)$/.exec(
      message,
    );
  if (failed) return new Map([[failed[1], failed[2]]]);
  const refused = new Map<string, string>();
  let id: string | undefined;
  for (const line of message.split('\n').slice(1)) {
    const heading = /^([A-Za-z0-9]+):$/.exec(line);
    if (heading) [, id] = heading;
    else if (id) refused.set(id, `${refused.get(id) ?? ''}${line}\n`);
  }
  return refused;
}
