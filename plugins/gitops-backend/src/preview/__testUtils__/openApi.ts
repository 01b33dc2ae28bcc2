/** OpenAPI documents by path, of a cluster that takes any object of the kinds that the base chart makes. */
export function openApiDocuments(): Map<string, unknown> {
  const kinds: [group: string, version: string, kinds: string[]][] = [
    [
      '',
      'v1',
      ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount'],
    ],
    ['apps', 'v1', ['Deployment']],
    ['autoscaling', 'v2', ['HorizontalPodAutoscaler']],
    ['external-secrets.io', 'v1', ['ExternalSecret']],
    ['monitoring.coreos.com', 'v1', ['ServiceMonitor']],
    ['networking.istio.io', 'v1', ['VirtualService']],
    ['networking.k8s.io', 'v1', ['NetworkPolicy']],
    ['policy', 'v1', ['PodDisruptionBudget']],
  ];
  return new Map(
    kinds.map(([group, version, names]) => [
      group
        ? `/openapi/v3/apis/${group}/${version}`
        : `/openapi/v3/api/${version}`,
      {
        components: {
          schemas: Object.fromEntries(
            names.map(kind => [
              kind,
              {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
                'x-kubernetes-group-version-kind': [{ group, version, kind }],
              },
            ]),
          ),
        },
      },
    ]),
  );
}
