import type { ChangeProgress, ChangeStep } from '@naru/plugin-gitops-common';
import type { en } from '../../translations/en';

type Hint = Extract<keyof typeof en, `hint.${string}`>;

/** The message that says what a step in this state means. */
export function stepHint(step: ChangeStep, progress: ChangeProgress): Hint {
  if (step.state === 'active') {
    if (step.id === 'merge' && progress.changeRequest.mergeable === false) {
      return 'hint.merge.conflict';
    }
    if (step.id === 'sync' && manualApplication(progress)) {
      return 'hint.sync.manual';
    }
  }
  return `hint.${step.id}.${step.state}`;
}

/** The Application that waits for a person to sync it; undefined when there is none, or somebody just did. */
export function manualApplication(
  progress: ChangeProgress,
): string | undefined {
  return progress.applications.find(
    application =>
      !application.automated &&
      application.sync === 'OutOfSync' &&
      application.operation?.phase !== 'Running',
  )?.name;
}
