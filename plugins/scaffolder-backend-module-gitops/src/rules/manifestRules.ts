import { Manifest, ManifestFault } from '@naru/plugin-gitops-node';
import { placeOf } from './pathRules';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** VAL-010: names that Kubernetes takes everywhere. */
export function checkName({ path, metadata }: Manifest): ManifestFault[] {
  return DNS_LABEL.test(metadata.name)
    ? []
    : [
        {
          rule: 'VAL-010',
          path,
          field: 'metadata.name',
          message:
            'must be 1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit.',
        },
      ];
}

/** VAL-042: objects go to the namespace of their team and environment. */
export function checkNamespace({ path, metadata }: Manifest): ManifestFault[] {
  const place = placeOf(path);
  if (!place) {
    return [];
  }
  const expected = `${place.team}-${place.environment}`;
  return metadata.namespace === expected
    ? []
    : [
        {
          rule: 'VAL-042',
          path,
          field: 'metadata.namespace',
          message: `must be ${expected}, the namespace of the team in ${place.environment}.`,
        },
      ];
}

/** VAL-011: no object is defined twice within a change. */
export function checkRepetition(manifests: Manifest[]): ManifestFault[] {
  const seen = new Map<string, string>();
  return manifests.flatMap(manifest => {
    const identity = identityOf(manifest);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, manifest.path);
      return [];
    }
    return [
      {
        rule: 'VAL-011',
        path: manifest.path,
        field: 'metadata.name',
        message: `${manifest.kind} ${manifest.metadata.name} is in ${first} already. One file for one object.`,
      },
    ];
  });
}

/** Kind, namespace and name; the version of the API does not make another object. */
export function identityOf(manifest: {
  apiVersion: string;
  kind: string;
  metadata: { namespace?: string; name: string };
}): string {
  const { apiVersion, kind, metadata } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JSON.stringify([group, kind, metadata.namespace ?? '', metadata.name]);
}
