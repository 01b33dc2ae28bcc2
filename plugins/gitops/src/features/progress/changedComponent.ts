import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ChangeProgress,
  EntityApplication,
} from '@naru/plugin-gitops-common';
import { awaitsPerson, isApplying } from '../applications/applicationStatus';

/** The component that a merged change is about, and how it does in each environment. */
export interface ChangedComponent {
  entityRef: string;
  /** Empty while Argo CD has not made them, or the catalog does not have the component. */
  applications: EntityApplication[];
}

/** Ref of the component of a merged change; undefined for a change of something else. */
export function componentOf(
  progress: ChangeProgress | undefined,
): string | undefined {
  const { state, entityRefs = [] } = progress?.changeRequest ?? {};
  return state === 'merged'
    ? entityRefs.find(ref => parseEntityRef(ref).kind === 'component')
    : undefined;
}

/** The Applications that wait for a person, when nothing else is under way and nothing failed. */
export function awaitingApplications(
  component: ChangedComponent | undefined,
): EntityApplication[] {
  const applications = component?.applications ?? [];
  return applications.some(
    application =>
      isApplying(application) ||
      (application.automated && application.sync !== 'Synced'),
  )
    ? []
    : applications.filter(awaitsPerson);
}
