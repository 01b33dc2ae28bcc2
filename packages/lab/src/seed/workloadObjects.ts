import type { KubernetesObject } from '../kubernetes/KubernetesApi';

const NAMESPACE = 'access-portal-staging';

/** The access portal's workloads: what the Kubernetes tab of its entity finds by `backstage.io/kubernetes-id`. */
const WORKLOADS = [
  { name: 'guacamole', image: 'guacamole/guacamole:1.5.5', port: 8080 },
  { name: 'guacd', image: 'guacamole/guacd:1.5.5', port: 4822 },
];

/** A Helm application's Deployments; the lab's controllers make the rest, as a real cluster's do. */
export function workloadObjects(): KubernetesObject[] {
  return WORKLOADS.map(({ name, image, port }) => {
    const labels = {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': 'access-portal',
      'app.kubernetes.io/managed-by': 'Helm',
      'backstage.io/kubernetes-id': 'access-portal',
    };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: NAMESPACE, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name,
                image,
                ports: [{ containerPort: port }],
                resources: {
                  requests: { cpu: '100m', memory: '128Mi' },
                  limits: { cpu: '1', memory: '1Gi' },
                },
              },
            ],
          },
        },
      },
    };
  });
}
