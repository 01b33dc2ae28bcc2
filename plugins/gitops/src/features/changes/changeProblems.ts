import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiGitBranchLine,
  RiLockLine,
} from '@remixicon/react';
import type { ProblemViews } from '../state/ProblemMessage';

/** Why change requests cannot be shown. */
export const changeProblems: ProblemViews = {
  system: 'git',
  forbidden: {
    title: 'problem.forbidden.title',
    description: 'problem.forbidden.description',
    Icon: RiLockLine,
  },
  gone: {
    title: 'problem.gone.title',
    description: 'problem.gone.description',
    Icon: RiGitBranchLine,
  },
  unreachable: {
    title: 'problem.unreachable.title',
    description: 'problem.unreachable.description',
    Icon: RiCloudOffLine,
  },
  'system-unreachable': {
    title: 'problem.forge.title',
    description: 'problem.forge.description',
    Icon: RiCloudOffLine,
  },
  other: { title: 'problem.other.title', Icon: RiErrorWarningLine },
};
