import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  IncompleteFormError,
  problemOf,
  StateMessage,
} from '@naru/plugin-naru-react';
import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLockLine,
  RiSurveyLine,
} from '@remixicon/react';
import { errorSignals, RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';

const VIEWS = {
  incomplete: RiSurveyLine,
  forbidden: RiLockLine,
  unreachable: RiCloudOffLine,
  other: RiErrorWarningLine,
} as const;

/** Why there is no preview, and what that means for the request: nothing is lost, it is checked again. */
export function PreviewProblem(props: { error: Error }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { view, words } = viewOf(props.error);
  const Icon = VIEWS[view];
  return (
    <StateMessage
      isAlert
      icon={<Icon size={32} />}
      title={t(`preview.problem.${view}.title`)}
      description={t(`preview.problem.${view}.description`)}
      words={words}
      actions={
        view !== 'incomplete' && (
          <RunbookChips signals={errorSignals(props.error, 'git')} />
        )
      }
    />
  );
}

function viewOf(error: Error): { view: keyof typeof VIEWS; words?: string } {
  if (error instanceof IncompleteFormError) {
    return { view: 'incomplete', words: error.message };
  }
  const { kind, words } = problemOf(error);
  switch (kind) {
    case 'forbidden':
      return { view: 'forbidden' };
    case 'unreachable':
      return { view: 'unreachable' };
    case 'system-unreachable':
      return { view: 'unreachable', words };
    case 'gone':
    case 'other':
    default:
      return { view: 'other', words };
  }
}
