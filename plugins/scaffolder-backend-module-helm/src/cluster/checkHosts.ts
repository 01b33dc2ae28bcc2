import { RequestCluster } from '@naru/plugin-clusters-node';
import { ChangeRequestHost } from '@naru/plugin-gitops-node';
import { z } from 'zod';
import { listOf } from '../listOf';
import { readValues } from '../release/ChartValues';
import { Release, ReleaseFault } from '../release/Release';
import { RenderedObject } from '../release/RenderedObject';

const ingressSpec = z.looseObject({
  rules: listOf(z.looseObject({ host: z.string().optional() })),
});
const routeSpec = z.looseObject({ hosts: listOf(z.string()) });
const gatewaySpec = z.looseObject({ servers: listOf(routeSpec) });

/** Where host names are taken, and how to find them in such an object. */
const SOURCES: {
  kind: string;
  path: string;
  hostsOf: (spec: unknown) => string[];
}[] = [
  {
    kind: 'VirtualService',
    path: '/apis/networking.istio.io/v1/virtualservices',
    hostsOf: spec => routeSpec.safeParse(spec).data?.hosts ?? [],
  },
  {
    kind: 'Gateway',
    path: '/apis/networking.istio.io/v1/gateways',
    hostsOf: spec =>
      (gatewaySpec.safeParse(spec).data?.servers ?? [])
        .flatMap(({ hosts }) => hosts)
        // <namespace>/<host>
        .map(host => host.split('/').at(-1) ?? host),
  },
  {
    kind: 'Ingress',
    path: '/apis/networking.k8s.io/v1/ingresses',
    hostsOf: spec =>
      (ingressSpec.safeParse(spec).data?.rules ?? []).flatMap(
        ({ host }) => host ?? [],
      ),
  },
];

const objectsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.unknown(),
    }),
  ),
});

/** A host name that somebody has, and who that is. */
interface TakenHost {
  host: string;
  holder: string;
}

/** Host names that objects of a chart ask for. */
export function hostsOf(objects: RenderedObject[]): string[] {
  return [
    ...new Set(
      objects.flatMap(({ kind, object }) =>
        SOURCES.filter(source => source.kind === kind).flatMap(source =>
          source.hostsOf(object.spec),
        ),
      ),
    ),
  ];
}

/** VAL-063: a host name lies under the domain of its environment, and is free in the cluster and in Git. */
export async function checkHosts(
  hosts: string[],
  context: {
    release: Release;
    /** Of the environment. */
    domain: string | undefined;
    cluster: RequestCluster | undefined;
    host: ChangeRequestHost;
    /** Commit of the base. */
    ref: string;
  },
): Promise<ReleaseFault[]> {
  if (hosts.length === 0) {
    return [];
  }
  const { release, domain } = context;
  const faults = hosts.flatMap(host => checkDomain(host, release, domain));
  if (faults.length > 0) {
    return faults;
  }
  const [inCluster, inGit] = await Promise.all([
    context.cluster ? takenInCluster(context.cluster, release) : [],
    takenInGit(context),
  ]);
  return hosts.flatMap(host => {
    const taken = [...inCluster, ...inGit].find(one => one.host === host);
    return taken
      ? [
          {
            rule: 'VAL-063',
            values: 'host',
            message: `the host name ${host} is taken: ${taken.holder}. Choose another one.`,
            messageKo: `호스트 이름 ${host}은(는) 이미 쓰고 있습니다: ${taken.holder}. 다른 이름을 골라 주세요.`,
          },
        ]
      : [];
  });
}

function checkDomain(
  host: string,
  { environment }: Release,
  domain: string | undefined,
): ReleaseFault[] {
  if (domain === undefined) {
    return [
      {
        rule: 'VAL-063',
        values: 'host',
        message: `there are no host names in ${environment}: the portal has no helm.requests.domains.${environment}. Leave it out, or ask the platform team.`,
        messageKo: `${environment} 환경에서는 호스트 이름을 쓸 수 없습니다(포털에 helm.requests.domains.${environment} 설정이 없음). 비워 두거나 플랫폼 팀에 문의해 주세요.`,
      },
    ];
  }
  const label = host.endsWith(`.${domain}`)
    ? host.slice(0, -domain.length - 1)
    : undefined;
  return label !== undefined &&
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(label)
    ? []
    : [
        {
          rule: 'VAL-063',
          values: 'host',
          message: `the host name ${host} must be one label under ${domain}, the domain of ${environment}.`,
          messageKo: `호스트 이름 ${host}은(는) ${environment} 환경의 도메인 ${domain} 바로 아래 이름이어야 합니다.`,
        },
      ];
}

async function takenInCluster(
  cluster: RequestCluster,
  release: Release,
): Promise<TakenHost[]> {
  const found = await Promise.all(
    SOURCES.map(async ({ kind, path, hostsOf: hostsIn }) => {
      const { data } = objectsSchema.safeParse(
        await cluster.find(`its ${kind}s`, path),
      );
      return (data?.items ?? [])
        .filter(
          ({ metadata }) =>
            metadata.namespace !== release.namespace ||
            metadata.name !== release.app,
        )
        .flatMap(({ metadata, spec }) =>
          hostsIn(spec).map(host => ({
            host,
            holder: `${kind} ${metadata.namespace}/${metadata.name}`,
          })),
        );
    }),
  );
  return found.flat();
}

async function takenInGit({
  release,
  host,
  ref,
}: {
  release: Release;
  host: ChangeRequestHost;
  ref: string;
}): Promise<TakenHost[]> {
  const files = (await host.listTree('apps', ref)).filter(
    ({ path }) =>
      /^apps\/[^/]+\/values[a-z-]*\.yaml$/.test(path) &&
      !path.startsWith(`apps/${release.app}/`),
  );
  const taken = await Promise.all(
    files.map(async ({ path, version }) => {
      const name = hostIn(await host.readBlob(version));
      return name ? [{ host: name, holder: path }] : [];
    }),
  );
  return taken.flat();
}

function hostIn(content: string): string | undefined {
  try {
    const { host } = readValues(content);
    return typeof host === 'string' && host !== '' ? host : undefined;
  } catch {
    return undefined;
  }
}
