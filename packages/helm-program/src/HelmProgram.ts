import { lstat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { checkChart } from './checkChart';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { findProgram, type HelmSearch } from './findProgram';
import { HelmError } from './HelmError';
import { helmEnvironment } from './helmEnvironment';
import { cleanWords, helmError } from './helmWords';
import { type LintFinding, parseLint } from './LintFinding';
import { type ProgramOutput, runProgram } from './runProgram';

const RELEASE_NAME = /^[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?$/;
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const KUBE_VERSION = /^v?\d+\.\d+(\.\d+)?([-+][0-9A-Za-z.+-]+)?$/;
const API_VERSION = /^[A-Za-z0-9.-]+(\/[A-Za-z0-9.-]+){0,2}$/;

/** What bounds every call of helm. */
export interface HelmLimits {
  /** Time of one call; 20 seconds unless told. */
  timeoutMs?: number;
  /** Size of what one call may write; 8 MiB unless told. */
  maxOutputBytes?: number;
  /** Calls at once; 4 unless told. */
  concurrency?: number;
}

/** What a chart is rendered with. */
export interface HelmTemplateOptions {
  /** Absolute path of the chart's folder. */
  chart: string;
  releaseName: string;
  namespace: string;
  /** Absolute paths; later files win. */
  valueFiles: string[];
  /** Version of Kubernetes that the chart sees, e.g. `1.34`. */
  kubeVersion?: string;
  /** API versions that the chart sees beside those that helm knows, e.g. `monitoring.coreos.com/v1`. */
  apiVersions?: string[];
  /** Leave out the hooks of `helm test`. */
  skipTests?: boolean;
  /** With the chart's `crds` folder. */
  includeCrds?: boolean;
  signal?: AbortSignal;
}

/** What a chart is linted with. */
export type HelmLintOptions = Pick<
  HelmTemplateOptions,
  'chart' | 'namespace' | 'valueFiles' | 'kubeVersion' | 'signal'
> & { /** Warnings count as errors. */ strict?: boolean };

/** The `helm` program of this machine: it renders and lints charts in folders, and nothing else. */
export class HelmProgram {
  /** Where the program is. */
  readonly path: string;
  /** e.g. `3.19.2`. */
  readonly version: string;
  readonly #timeoutMs: number;
  readonly #maxOutputBytes: number;
  readonly #limit: ConcurrencyLimit;

  private constructor(path: string, version: string, limits: HelmLimits) {
    this.path = path;
    this.version = version;
    this.#timeoutMs = limits.timeoutMs ?? 20_000;
    this.#maxOutputBytes = limits.maxOutputBytes ?? 8 * 1024 * 1024;
    this.#limit = new ConcurrencyLimit(limits.concurrency ?? 4);
  }

  /**
   * Finds the program: the configured path, else the one that `NARU_HELM` names, else the first on the `PATH`.
   *
   * @returns undefined when there is none that can be used; {@link HelmProgram.search} tells why
   */
  static async find(
    options: HelmSearch & HelmLimits = {},
  ): Promise<HelmProgram | undefined> {
    return (await HelmProgram.search(options)).helm;
  }

  /** Like {@link HelmProgram.find}; without a program, `reason` is one line: what was looked for and what to do. */
  static async search(
    options: HelmSearch & HelmLimits = {},
  ): Promise<{ helm?: HelmProgram; reason?: string }> {
    const found = await findProgram(options);
    if ('reason' in found) return found;
    const { path } = found;
    try {
      const program = new HelmProgram(path, '', options);
      const { code, stdout } = await program.#run(
        ['version', '--template', '{{.Version}}'],
        {},
      );
      const version = /v?(\d+)\.(\d+)\.\d+\S*/.exec(stdout);
      if (code !== 0 || !version) {
        return { reason: `${path} does not answer as helm does` };
      }
      const [text, major, minor] = version;
      if (Number(major) < 3 || (Number(major) === 3 && Number(minor) < 8)) {
        return { reason: `${path} is helm ${text}; 3.8 or later is needed` };
      }
      return { helm: new HelmProgram(path, text.replace(/^v/, ''), options) };
    } catch (error) {
      return { reason: `${path}: ${(error as Error).message}` };
    }
  }

  /**
   * Manifests of a chart, as `helm template` prints them.
   *
   * @throws HelmError
   */
  async template(options: HelmTemplateOptions): Promise<string> {
    const { chart, releaseName, valueFiles, signal } = options;
    if (!RELEASE_NAME.test(releaseName)) {
      throw new HelmError(
        'values',
        `invalid release name "${releaseName}": at most 53 lower case letters, digits, dots and dashes`,
      );
    }
    await checkInputs(options);
    const { code, stdout, stderr, home } = await this.#run(
      [
        'template',
        releaseName,
        '.',
        ...commonArguments(options),
        ...apiVersionArguments(options.apiVersions),
        ...(options.includeCrds ? ['--include-crds'] : ['--skip-crds']),
        ...(options.skipTests ? ['--skip-tests'] : []),
      ],
      { cwd: chart, signal },
    );
    if (code === 0) return stdout;
    throw helmError(stderr, { chart, valueFiles, home });
  }

  /**
   * What `helm lint` finds; empty when the chart is well.
   *
   * @throws HelmError when it could not be linted
   */
  async lint(options: HelmLintOptions): Promise<LintFinding[]> {
    const { chart, valueFiles, signal, strict } = options;
    await checkInputs(options);
    const { code, stdout, stderr, home } = await this.#run(
      [
        'lint',
        '.',
        ...commonArguments(options),
        ...(strict ? ['--strict'] : []),
      ],
      { cwd: chart, signal },
    );
    const paths = { chart, valueFiles, home };
    const findings = parseLint(cleanWords(stdout, paths));
    if (code === 0 || findings.some(({ severity }) => severity !== 'info')) {
      return findings;
    }
    throw helmError(stderr, paths);
  }

  #run(
    args: string[],
    options: { cwd?: string; signal?: AbortSignal },
  ): Promise<ProgramOutput & { home: string }> {
    const { cwd, signal } = options;
    return this.#limit.run(async () => {
      const home = await mkdtemp(join(tmpdir(), 'naru-helm-'));
      try {
        const output = await runProgram({
          path: this.path,
          args,
          cwd: cwd ?? home,
          env: helmEnvironment(home),
          timeoutMs: this.#timeoutMs,
          maxOutputBytes: this.#maxOutputBytes,
          signal,
        });
        return { ...output, home };
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    }, signal);
  }
}

function commonArguments(options: HelmLintOptions): string[] {
  return [
    '--namespace',
    options.namespace,
    ...(options.kubeVersion ? ['--kube-version', options.kubeVersion] : []),
    ...options.valueFiles.flatMap(file => ['--values', file]),
  ];
}

function apiVersionArguments(apiVersions: string[] = []): string[] {
  const strange = apiVersions.find(version => !API_VERSION.test(version));
  if (strange !== undefined) {
    throw new HelmError('values', `invalid API version "${strange}"`);
  }
  return apiVersions.length > 0
    ? ['--api-versions', apiVersions.join(',')]
    : [];
}

async function checkInputs(options: HelmLintOptions): Promise<void> {
  const { chart, namespace, kubeVersion, valueFiles } = options;
  if (!NAMESPACE.test(namespace)) {
    throw new HelmError('values', `invalid namespace "${namespace}"`);
  }
  if (kubeVersion !== undefined && !KUBE_VERSION.test(kubeVersion)) {
    throw new HelmError(
      'values',
      `invalid Kubernetes version "${kubeVersion}"`,
    );
  }
  if (!isAbsolute(chart)) {
    throw new HelmError('chart', `the chart "${chart}" is no folder here`);
  }
  for (const file of valueFiles) {
    // helm would split at commas and fetch addresses.
    if (!isAbsolute(file) || file.includes(',')) {
      throw new HelmError('values', `"${file}" is no file of values`);
    }
    const found = await lstat(file).catch(() => undefined);
    if (!found?.isFile()) {
      throw new HelmError(
        'values',
        `the file of values ${file.split('/').at(-1)} is missing`,
      );
    }
  }
  await checkChart(chart);
}
