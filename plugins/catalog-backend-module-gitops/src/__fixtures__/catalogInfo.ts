/** The text of the catalog-info.yaml of an application. */
export function catalogInfo(
  name: string,
  part: { owner?: string; annotations?: Record<string, string> } = {},
): string {
  const annotations = {
    'backstage.io/kubernetes-id': name,
    'argocd/app-selector': `naru.io/app=${name}`,
    'backstage.io/techdocs-ref': 'dir:.',
    ...part.annotations,
  };
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    ...Object.entries(annotations).map(
      ([key, value]) => `    ${key}: ${value}`,
    ),
    'spec:',
    '  type: service',
    '  lifecycle: production',
    `  owner: ${part.owner ?? 'group:default/team1'}`,
    '',
  ].join('\n');
}
