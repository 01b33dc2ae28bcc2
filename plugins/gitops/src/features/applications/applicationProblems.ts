import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLockLine,
  RiQuestionLine,
} from '@remixicon/react';
import type { ProblemViews } from '../state/ProblemMessage';

/** Why Applications cannot be shown. */
export const applicationProblems: ProblemViews = {
  system: 'argocd',
  forbidden: {
    title: 'application.problem.forbidden.title',
    description: 'application.problem.forbidden.description',
    Icon: RiLockLine,
  },
  gone: {
    title: 'application.problem.gone.title',
    description: 'application.problem.gone.description',
    Icon: RiQuestionLine,
  },
  unreachable: {
    title: 'application.problem.unreachable.title',
    description: 'application.problem.unreachable.description',
    Icon: RiCloudOffLine,
  },
  'system-unreachable': {
    title: 'application.problem.argocd.title',
    description: 'application.problem.argocd.description',
    Icon: RiCloudOffLine,
  },
  other: { title: 'application.problem.other.title', Icon: RiErrorWarningLine },
};
