import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ChangeProgress,
  ChangeStep,
  EntityApplication,
  ManualSync,
} from '@naru/plugin-gitops-common';
import { isApplying } from '../applications/applicationStatus';

/** The component that a merged change is about, and how it does in each environment. */
export interface ChangedComponent {
  entityRef: string;
  /** Empty while nothing is known of them, and on the component's own page, which shows them by itself. */
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

/**
 * The Applications that wait for a person, to be told with a step once nothing else of it is under way. Others than those of a component have no page
 * to sync them.
 */
export function awaitedSyncs(
  step: ChangeStep,
  progress: ChangeProgress,
  component: ChangedComponent | undefined,
): ManualSync[] {
  const isRest =
    step.id === 'sync' &&
    (step.state === 'done' ||
      (step.state === 'active' && !isUnderWay(progress)));
  return component && isRest ? progress.manual ?? [] : [];
}

function isUnderWay(progress: ChangeProgress): boolean {
  return progress.applications.some(
    application =>
      isApplying(application) ||
      (application.automated && application.sync !== 'Synced'),
  );
}
