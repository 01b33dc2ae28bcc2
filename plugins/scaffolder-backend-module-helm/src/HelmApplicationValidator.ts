import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { HelmError, HelmProgram } from '@naru/helm-program';
import { RequestCluster } from '@naru/plugin-clusters-node';
import {
  Manifest,
  ManifestFault,
  ManifestValidationContext,
  ManifestValidator,
  ProposedRendering,
} from '@naru/plugin-gitops-node';
import { Harbor } from '@naru/plugin-harbor-node';
import { checkBudget } from './cluster/checkBudget';
import { checkHosts, hostsOf } from './cluster/checkHosts';
import { checkNamesFree, checkSchemas } from './cluster/checkObjects';
import { HelmPolicy } from './HelmPolicy';
import { checkImage } from './images/checkImage';
import { ChartFiles, readChart } from './release/ChartFiles';
import {
  locateFault,
  mergeValues,
  readValues,
  Values,
  valueAt,
  ValuesFile,
} from './release/ChartValues';
import { Release, ReleaseFault, releaseOf } from './release/Release';
import { readRendered, RenderedObject } from './release/RenderedObject';
import { renderRelease } from './release/renderRelease';
import { checkHooks } from './rules/hookRules';
import { checkMonitoring } from './rules/monitoringRules';
import { checkNetworkPolicies } from './rules/networkRules';
import { checkPlaces } from './rules/placeRules';
import { checkPods } from './rules/podRules';
import { containersOf, workloadsOf } from './rules/PodTemplates';
import { RuleContext } from './rules/RuleContext';
import { checkScaling } from './rules/scalingRules';
import { checkExternalSecrets, checkVaultPath } from './rules/secretRules';
import { checkSchema } from './values/checkSchema';
import { faultsOf } from './values/helmFaults';
import { withoutEchoes } from './values/withoutEchoes';

/** Options of {@link HelmApplicationValidator}. */
export interface HelmApplicationValidatorOptions {
  /** Looks for the program; `undefined` when there is none. */
  findHelm: () => Promise<HelmProgram | undefined>;
  harbor: Harbor;
  /** Where requested objects go to; absent: the portal knows no cluster. */
  cluster?: RequestCluster;
  policy: HelmPolicy;
  logger: LoggerService;
}

/** What the releases of a change have in common. */
interface ReleaseContext extends ManifestValidationContext {
  /** Commit of the base. */
  ref: string;
  /** What was found about images; each is looked for once. */
  images: Map<string, Promise<ReleaseFault[]>>;
}

/** What is known of a release before it is rendered. */
interface PreparedRelease {
  release: Release;
  chart: ChartFiles;
  files: ValuesFile[];
  values: Values;
}

/** The rules for Applications that render a chart of the GitOps repository. */
export class HelmApplicationValidator implements ManifestValidator {
  readonly id = 'helm';
  readonly #options: HelmApplicationValidatorOptions;

  constructor(options: HelmApplicationValidatorOptions) {
    this.#options = options;
  }

  async validate(
    manifests: Manifest[],
    context: ManifestValidationContext,
  ): Promise<ManifestFault[]> {
    const releases = manifests.flatMap(manifest => releaseOf(manifest) ?? []);
    if (releases.length === 0) {
      return [];
    }
    const { base, id } = context.host.repository;
    const ref = (await context.host.findBranch(base))?.sha;
    if (ref === undefined) {
      throw new ServiceUnavailableError(
        `The request cannot be checked: repository ${id} has no branch ${base}. Nothing was written.`,
      );
    }
    const helm = await this.#options.findHelm();
    const images = new Map<string, Promise<ReleaseFault[]>>();
    const results = await Promise.all(
      releases.map(release =>
        this.#check(release, { ...context, ref, helm, images }),
      ),
    );
    results.forEach(
      ({ rendering }) => rendering && context.addRendering(rendering),
    );
    return [
      ...(helm ? [] : [noHelm(releases[0])]),
      ...results.flatMap(({ faults }) => faults),
    ];
  }

  async #check(
    release: Release,
    context: ReleaseContext & { helm: HelmProgram | undefined },
  ): Promise<{ faults: ManifestFault[]; rendering?: ProposedRendering }> {
    const { ref, helm, host, signal } = context;
    const chart = await readChart(release.chart, { host, ref });
    if (!chart) {
      return { faults: [missing(release, release.chart)] };
    }
    const prepared = await prepare(release, chart, context);
    if ('path' in prepared) {
      return { faults: [prepared] };
    }
    const located = (faults: ReleaseFault[]) =>
      withoutEchoes(faults).map(fault => locateFault(fault, prepared));
    const rendering: ProposedRendering = {
      title: release.environment,
      application: release.manifest.metadata.name,
      namespace: release.namespace,
    };
    const { values } = prepared;
    const ofValues = checkSchema(values, chart.get('values.schema.json') ?? '');
    if (!helm) {
      const found = await this.#checkValues(prepared, context);
      return {
        faults: located([...ofValues, ...found]),
        rendering: { ...rendering, unavailable: 'no-helm' },
      };
    }
    let manifests: string;
    try {
      manifests = await renderRelease(release, {
        ...prepared,
        helm,
        signal,
      });
    } catch (error) {
      if (!(error instanceof HelmError)) {
        throw error;
      }
      const words = faultsOf(error);
      if (words === undefined) {
        throw new ServiceUnavailableError(
          `The request cannot be checked: helm could not render ${release.chart} (${error.message}). Try again; if it stays so, tell the platform team. Nothing was written.`,
          error,
        );
      }
      const found = await this.#checkValues(prepared, context);
      return {
        // The schema's own words have a better place than helm's about the same.
        faults: located([
          ...(ofValues.length > 0 ? ofValues : words),
          ...found,
        ]),
        rendering,
      };
    }
    const objects = readRendered(manifests);
    const found = await this.#checkObjects(
      { release, objects, team: teamOf(release) },
      context,
    );
    return {
      faults: located([...ofValues, ...found]),
      rendering: { ...rendering, manifests },
    };
  }

  /** What can be told without rendering. */
  async #checkValues(
    { release, values }: PreparedRelease,
    context: ReleaseContext,
  ): Promise<ReleaseFault[]> {
    const { repository, tag, digest, registry } = imageIn(values);
    const image =
      repository && tag
        ? [`${registry}/${repository}:${tag}${digest ? `@${digest}` : ''}`]
        : [];
    const host = valueAt(values, 'host');
    const secrets = valueAt(values, 'secrets');
    const paths = (Array.isArray(secrets) ? secrets : []).flatMap(secret => {
      const path = valueAt(secret, 'path');
      return typeof path === 'string' ? [path] : [];
    });
    return [
      ...paths.flatMap(path => checkVaultPath(path, teamOf(release))),
      ...(await this.#checkOutside(
        {
          release,
          images: image,
          hosts: typeof host === 'string' && host !== '' ? [host] : [],
        },
        context,
      )),
    ];
  }

  async #checkObjects(
    rules: RuleContext,
    context: ReleaseContext,
  ): Promise<ReleaseFault[]> {
    const { release, objects } = rules;
    const places = checkPlaces(rules);
    const { cluster } = this.#options;
    const [outside, ...ofCluster] = await Promise.all([
      this.#checkOutside(
        { release, images: imagesIn(objects), hosts: hostsOf(objects) },
        context,
      ),
      ...(cluster
        ? [checkSchemas(rules, cluster), checkBudget(rules, cluster)]
        : []),
    ]);
    return [
      ...places,
      ...checkPods(rules),
      ...checkScaling(rules),
      ...checkExternalSecrets(rules),
      ...checkNetworkPolicies(rules),
      ...checkMonitoring(rules),
      ...checkHooks(rules),
      ...outside,
      ...ofCluster.flat(),
    ];
  }

  /** What other systems know: Harbor, the cluster, Git. */
  async #checkOutside(
    asked: { release: Release; images: string[]; hosts: string[] },
    context: ReleaseContext,
  ): Promise<ReleaseFault[]> {
    const { cluster, harbor, policy, logger } = this.#options;
    const { release } = asked;
    const results = await Promise.all([
      ...asked.images.map(image => {
        const known = context.images.get(image);
        const found =
          known ??
          checkImage(
            image,
            { harbor, registries: policy.registries, logger },
            context.signal,
          );
        context.images.set(image, found);
        return found;
      }),
      checkHosts(asked.hosts, {
        release,
        domain: policy.domains[release.environment],
        cluster,
        host: context.host,
        ref: context.ref,
      }),
      cluster ? checkNamesFree(release, cluster) : noCluster(release),
    ]);
    return results.flat();
  }
}

/** Reads the values of a release: of the chart, of the change, and of what is in Git already. */
async function prepare(
  release: Release,
  chart: ChartFiles,
  context: ReleaseContext,
): Promise<PreparedRelease | ManifestFault> {
  const files: ValuesFile[] = [];
  for (const path of release.valueFiles) {
    const content =
      context.files.find(file => file.path === path)?.content ??
      (await context.host.readFile(path, context.ref))?.content;
    if (content === undefined) {
      return missing(release, path);
    }
    files.push({ path, content, values: readValues(content) });
  }
  const values = files.reduce(
    (merged, file) => mergeValues(merged, file.values),
    readValues(chart.get('values.yaml') ?? ''),
  );
  return { release, chart, files, values };
}

function missing({ manifest }: Release, path: string): ManifestFault {
  return {
    rule: 'VAL-041',
    path: manifest.path,
    field: 'spec.sources',
    message: `names ${path}, which is neither in this change nor in Git.`,
    messageKo: `${path}이(가) 이 변경에도 Git에도 없습니다.`,
  };
}

function noHelm({ manifest }: Release): ManifestFault {
  return {
    rule: 'HELM',
    severity: 'warn',
    path: manifest.path,
    message:
      'there is no helm where the portal runs, so the chart was not rendered: quota, probes and what the cluster takes were not checked. The platform team can install Helm 3.8 or later.',
    messageKo:
      '포털이 실행되는 곳에 helm이 없어 차트를 렌더링하지 못했습니다. 쿼터, 프로브, 클러스터가 받는지는 검사하지 않았습니다. 플랫폼 팀이 Helm 3.8 이상을 설치하면 됩니다.',
  };
}

async function noCluster(release: Release): Promise<ReleaseFault[]> {
  return [
    {
      rule: 'VAL-022',
      severity: 'warn',
      message: `${release.namespace}: the portal has no cluster in gitops.argocd, so quota and names were not checked.`,
      messageKo: `${release.namespace}: 포털에 gitops.argocd 클러스터가 없어 쿼터와 이름을 검사하지 않았습니다.`,
    },
  ];
}

/** Namespaces are `<team>-<environment>`. */
function teamOf({ namespace, environment }: Release): string {
  return namespace.slice(0, -environment.length - 1);
}

function imageIn(values: Values): Record<string, string | undefined> {
  const text = (key: string) => {
    const value = valueAt(values, `image.${key}`);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    registry: text('registry'),
    repository: text('repository'),
    tag: text('tag'),
    digest: text('digest'),
  };
}

function imagesIn(objects: RenderedObject[]): string[] {
  return [
    ...new Set(
      workloadsOf(objects)
        .flatMap(containersOf)
        .map(({ image }) => image)
        .filter(image => image !== ''),
    ),
  ];
}
