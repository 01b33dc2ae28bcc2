import { stringify } from 'yaml';
import type { Endpoints } from './DataCentre';

/** A kubeconfig with a context for the platform engineer (the default) and for each other sample person. */
export function kubeconfig(endpoints: Endpoints): string {
  const platform = endpoints.people.find(person =>
    person.userRef.endsWith('/ops1'),
  );
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'prod7',
        cluster: {
          server: endpoints.kubernetes.url,
          'certificate-authority': endpoints.kubernetes.caFile,
        },
      },
    ],
    users: endpoints.people.map(person => ({
      name: person.forge.user,
      user: { token: person.kubernetes.token },
    })),
    contexts: endpoints.people.map(person => ({
      name: person.forge.user,
      context: { cluster: 'prod7', user: person.forge.user },
    })),
    'current-context': platform?.forge.user,
  });
}
