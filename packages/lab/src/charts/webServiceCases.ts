import type { Environment } from '../seed/platform';

/** Values of the chart web-service that its tests render. */
export interface WebServiceCase {
  title: string;
  name: string;
  environment: Environment;
  values: Record<string, unknown>;
}

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Text that would like to be something else. */
export const HOSTILE_TEXTS = [
  '{{ .Values.secrets }} {{ fail "x" }} {{- end }}',
  'a: b\n---\nkind: ClusterRole\n',
  '"; kind: Secret #',
  "it's | > & * ! % @ `",
  'yes',
  '0777',
  '1e3',
  '~',
  '',
  ' leading, trailing ',
  'tab\tand\\backslash\\n',
  '$(HOSTNAME) ${HOSTNAME} $$',
  '나루 🛶 \u0085 \u2028 \ufeff',
];

/** Each way of having pods. */
const PODS: Record<string, Record<string, unknown>> = {
  'the default': {},
  'one pod': { replicas: 1 },
  'an autoscaler from one': {
    autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 4 },
  },
  'an autoscaler from two': {
    autoscaling: {
      enabled: true,
      minReplicas: 2,
      maxReplicas: 8,
      targetCPUUtilizationPercentage: 50,
    },
  },
  'a volume': {
    replicas: 1,
    storage: { size: '5Gi', class: 'longhorn', mountPath: '/data' },
  },
};

const METRICS: Record<string, Record<string, unknown>> = {
  'no metrics': {},
  metrics: { metrics: { enabled: true } },
  'metrics on their own port': {
    metrics: { enabled: true, path: '/stats', port: 9090, interval: '15s' },
  },
};

const HOSTS: Record<string, (name: string) => Record<string, unknown>> = {
  'no host': () => ({}),
  'a host': name => ({ host: `${name}.staging.naru.example` }),
};

const CONFIGURATIONS: Record<string, (team: string) => object> = {
  nothing: () => ({}),
  configuration: () => ({
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'EMPTY', value: '' },
    ],
  }),
  secrets: team => ({
    secrets: [
      { name: 'DB_PASSWORD', path: `${team}/shop/db`, property: 'password' },
    ],
  }),
  'configuration and secrets': team => ({
    env: [{ name: 'LOG_LEVEL', value: 'info' }],
    secrets: [
      { name: 'DB_PASSWORD', path: `${team}/shop/db`, property: 'password' },
      { name: 'API_KEY', path: `${team}/shop/api.v2`, property: 'apiKey' },
    ],
  }),
};

const NETWORKS: object[] = [
  {},
  { allowFrom: [{ team: 'team2', app: 'cart' }, { namespace: 'naru' }] },
  {
    allowTo: [
      { cidr: '192.168.100.0/24', port: 5432 },
      { team: 'team2', app: 'cart', port: 8080 },
      { namespace: 'vault', port: 8200 },
    ],
  },
];

/** Every switch of the chart web-service with every other that it could meet. */
export function webServiceCases(team: string): WebServiceCase[] {
  const base = {
    owner: `group:default/${team}`,
    team,
    image: { repository: `${team}-dev/shop`, tag: '1.1.0' },
  };
  const cases: WebServiceCase[] = [];
  const add = (
    title: string,
    values: object,
    { name = 'shop', environment = 'staging' as Environment } = {},
  ) => {
    cases.push({
      title,
      name,
      environment,
      values: { ...base, environment, ...values },
    });
  };

  for (const [pods, podValues] of Object.entries(PODS)) {
    for (const [metrics, metricValues] of Object.entries(METRICS)) {
      for (const [host, hostValues] of Object.entries(HOSTS)) {
        const count = cases.length;
        const [configuration, configure] =
          Object.entries(CONFIGURATIONS)[count % 4];
        add(
          `${pods}, ${metrics}, ${host}, ${configuration}`,
          {
            ...podValues,
            ...metricValues,
            ...hostValues('shop'),
            ...configure(team),
            ...NETWORKS[count % 3],
          },
          { environment: count % 2 === 0 ? 'staging' : 'production' },
        );
      }
    }
  }
  for (const [title, configure] of Object.entries(CONFIGURATIONS)) {
    NETWORKS.forEach((network, index) =>
      add(`${title}, network ${index}`, { ...configure(team), ...network }),
    );
  }
  add('a digest', { image: { ...base.image, digest: DIGEST } });
  add('a tag that is no label', {
    image: { ...base.image, tag: `_${'x'.repeat(100)}.` },
  });
  add('an own registry', {
    image: { ...base.image, registry: 'mirror.naru.example:5000' },
  });
  add('CPU as numbers', {
    resources: {
      requests: { cpu: 0.5, memory: '512Mi' },
      limits: { cpu: 2, memory: '1Gi' },
    },
  });
  add('requests that are the limits', {
    resources: {
      requests: { cpu: '1.5', memory: '1Gi' },
      limits: { cpu: '1500m', memory: '1024Mi' },
    },
  });
  add('paths of its own', {
    port: 3000,
    health: {
      liveness: '/live?full=0',
      readiness: "/a/b~c/$(x)&'!",
      startup: '/boot',
    },
  });
  add(
    'the longest name',
    { host: 'a.b.apps.naru.example', metrics: { enabled: true } },
    { name: `a${'b'.repeat(49)}`, environment: 'production' },
  );
  add('a short name', { metrics: { enabled: true } }, { name: 'a' });
  add('a fast volume', {
    replicas: 1,
    storage: { size: '100Mi', class: 'local-path', mountPath: '/var/lib/app' },
  });
  add('hostile texts', {
    description: HOSTILE_TEXTS.join('|'),
    env: HOSTILE_TEXTS.map((value, index) => ({
      name: `TEXT_${index}`,
      value,
    })),
  });
  for (const [index, description] of HOSTILE_TEXTS.entries())
    add(`hostile description ${index}`, { description });
  return cases;
}
