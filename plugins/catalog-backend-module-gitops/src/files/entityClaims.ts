import {
  ANNOTATION_SOURCE_LOCATION,
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  APP_LABEL,
  APP_NAME_ANNOTATION,
  APP_SELECTOR_ANNOTATION,
} from '@naru/plugin-gitops-common';
import { ApplicationFile } from './ApplicationFile';

/** What a catalog-info.yaml may hold. */
export interface AllowedClaims {
  /** Lower-case. */
  kinds: string[];
  /** Lower-case. */
  namespaces: string[];
}

const KUBERNETES_SELECTOR_ANNOTATION = 'backstage.io/kubernetes-label-selector';
const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';
const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';

/**
 * What an entity of an application's file claims and may not: the name of another application, its Argo CD Applications, its objects, an owner
 * that is no team, documents from elsewhere.
 *
 * @returns one sentence for each, with what to do; empty when all is well
 */
export function claimFaults(
  entity: Entity,
  file: ApplicationFile,
  allowed: AllowedClaims,
): string[] {
  const { kind, metadata } = entity;
  const { application } = file;
  const { name, namespace = DEFAULT_NAMESPACE } = metadata;
  const annotations = metadata.annotations ?? {};
  const faults: string[] = [];

  if (!allowed.kinds.includes(kind.toLowerCase())) {
    faults.push(
      `kind ${kind} is not for the file of an application; use one of ${allowed.kinds.join(
        ', ',
      )}`,
    );
  }
  if (!allowed.namespaces.includes(namespace.toLowerCase())) {
    faults.push(
      `metadata.namespace ${namespace} belongs to others; use one of ${allowed.namespaces.join(
        ', ',
      )}`,
    );
  }
  if (!isNameOf(application, name)) {
    faults.push(
      `metadata.name ${name} belongs to another application; use ${application}, or a name that begins with ${application}-`,
    );
  }
  const ownerFault = faultOfOwner(entity.spec?.owner, namespace);
  if (ownerFault) {
    faults.push(ownerFault);
  }
  const wanted = `${APP_LABEL}=${application}`;
  for (const [key, what] of [
    [APP_SELECTOR_ANNOTATION, 'Argo CD Applications'],
    [KUBERNETES_SELECTOR_ANNOTATION, 'objects'],
  ]) {
    if ((annotations[key] ?? wanted) !== wanted) {
      faults.push(`annotation ${key} selects ${what} of others; use ${wanted}`);
    }
  }
  for (const key of [APP_NAME_ANNOTATION, KUBERNETES_ID_ANNOTATION]) {
    const names = annotations[key]?.split(',').map(one => one.trim()) ?? [];
    if (!names.every(one => isNameOf(application, one))) {
      faults.push(
        `annotation ${key} names something of another application; use ${application}, or a name that begins with ${application}-`,
      );
    }
  }
  const docs = annotations[TECHDOCS_ANNOTATION];
  if (docs !== undefined && !/^dir:(?!\/)(?!.*\.\.)/.test(docs)) {
    faults.push(
      `annotation ${TECHDOCS_ANNOTATION} leads out of the folder of the application; use dir:.`,
    );
  }
  // TechDocs reads `dir:` from there, with the rights of the portal.
  if (docs !== undefined && annotations[ANNOTATION_SOURCE_LOCATION]) {
    faults.push(
      `annotation ${ANNOTATION_SOURCE_LOCATION} leads the documents elsewhere; remove it, or ${TECHDOCS_ANNOTATION}`,
    );
  }
  return faults;
}

function isNameOf(application: string, name: string): boolean {
  return name === application || name.startsWith(`${application}-`);
}

function faultOfOwner(owner: unknown, namespace: string): string | undefined {
  if (typeof owner !== 'string' || owner === '') {
    return 'spec.owner is missing; name the team, e.g. group:default/team1';
  }
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'Group',
      defaultNamespace: namespace,
    });
    return ref.kind.toLocaleLowerCase('en') === 'group'
      ? undefined
      : `spec.owner ${owner} is no team; name a group, e.g. group:default/team1`;
  } catch {
    return `spec.owner ${owner} is not a reference to a group; use e.g. group:default/team1`;
  }
}
