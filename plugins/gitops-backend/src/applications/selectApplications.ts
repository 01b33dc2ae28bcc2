import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  APP_NAME_ANNOTATION,
  APP_SELECTOR_ANNOTATION,
  ENVIRONMENT_LABEL,
} from '@naru/plugin-gitops-common';
import { Application, ApplicationOwners } from '@naru/plugin-gitops-node';
import { LabelSelector } from './LabelSelector';

const ENVIRONMENT_ORDER = ['dev', 'test', 'staging', 'production'];

/**
 * The Applications that deploy an entity, staging before production.
 *
 * @remarks
 *
 * The annotations of an entity are written by whoever writes its file, so they only choose among the Applications of the entity's own owner: who owns an
 * Application follows from the namespace that it deploys to.
 *
 * @throws InputError when the annotation cannot be read
 */
export function selectApplications(
  entity: Entity,
  applications: Application[],
  owners: ApplicationOwners,
): Application[] {
  const isNamed = readAnnotations(entity);
  const entityOwners = ownersOf(entity);
  return applications
    .filter(application => {
      const owner = isNamed(application)
        ? owners.ownerOf(application)
        : undefined;
      return owner !== undefined && entityOwners.includes(owner);
    })
    .sort(
      (one, other) =>
        rankOf(one) - rankOf(other) ||
        one.state.name.localeCompare(other.state.name),
    );
}

/** Entity refs of the owners of an entity, in lower case. */
export function ownersOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  const owner = entity.spec?.owner;
  if (related.length > 0 || typeof owner !== 'string') {
    return related;
  }
  try {
    return [
      stringifyEntityRef(
        parseEntityRef(owner, {
          defaultKind: 'group',
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      ),
    ];
  } catch {
    return [];
  }
}

/** Environment of an Application: its label. */
export function environmentOf({ labels }: Application): string | undefined {
  return labels?.[ENVIRONMENT_LABEL];
}

function readAnnotations(
  entity: Entity,
): (application: Application) => boolean {
  const { annotations = {} } = entity.metadata;
  const selectorText = annotations[APP_SELECTOR_ANNOTATION];
  const names = (annotations[APP_NAME_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  let selector: LabelSelector | undefined;
  try {
    selector = selectorText?.trim()
      ? LabelSelector.parse(selectorText)
      : undefined;
  } catch (error) {
    throw new InputError(
      `Annotation ${APP_SELECTOR_ANNOTATION} of ${stringifyEntityRef(
        entity,
      )} is not a label selector: ${toError(error).message}`,
    );
  }
  return ({ state, labels }) =>
    names.includes(state.name) || selector?.matches(labels ?? {}) === true;
}

function rankOf(application: Application): number {
  const rank = ENVIRONMENT_ORDER.indexOf(environmentOf(application) ?? '');
  return rank < 0 ? ENVIRONMENT_ORDER.length : rank;
}
