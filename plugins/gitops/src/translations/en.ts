import { applicationEn } from './application/en';

/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'preview.loading': 'Working out what would change…',
  'preview.reload': 'Check again',
  'preview.noTemplate':
    'What the request would do is shown here once the form is opened from its template.',
  'preview.blocked_one': 'Correct first what is named here',
  'preview.blocked_other':
    'Correct first the {{count}} things that are named here',
  'preview.summary.new_one': 'This opens a pull request that changes one file.',
  'preview.summary.new_other':
    'This opens a pull request that changes {{count}} files.',
  'preview.summary.again_one':
    'This changes one file in the pull request that is open already.',
  'preview.summary.again_other':
    'This changes {{count}} files in the pull request that is open already.',
  'preview.summary.pullRequest': 'Pull request #{{number}}',
  'preview.summary.nothing': 'Git has all of this already: nothing changes.',
  'preview.summary.refused': 'There would be no pull request yet.',
  'preview.faults.refuse_one': 'One thing to correct',
  'preview.faults.refuse_other': '{{count}} things to correct',
  'preview.faults.warn_one': 'One remark; the reviewer reads it too',
  'preview.faults.warn_other': '{{count}} remarks; the reviewer reads them too',
  'preview.faults.open': 'Go to “{{question}}”',
  'preview.files.title': 'Files in Git',
  'preview.files.new': 'New',
  'preview.files.changed': 'Changed',
  'preview.files.same': 'Unchanged',
  'preview.files.lines': '+{{added}} −{{removed}} lines',
  'preview.objects.title': 'What Argo CD will apply',
  'preview.objects.into':
    'Application {{application}}, namespace {{namespace}}',
  'preview.objects.copy': 'Copy all manifests of {{title}}',
  'preview.objects.copied': 'Copied',
  'preview.objects.copyFailed': 'The browser did not allow copying',
  'preview.objects.faulty':
    'It can be shown once what is named above is corrected.',
  'preview.objects.unavailable': 'It cannot be shown here',
  'preview.noHelm.title': 'There is no helm where the portal runs',
  'preview.noHelm.description':
    'The objects cannot be shown here. The request goes on without: Argo CD renders them after the merge. Whoever runs the portal can install helm 3.',
  'preview.problem.incomplete.title': 'The form is not filled in yet',
  'preview.problem.incomplete.description':
    'Go back and answer what is missing.',
  'preview.problem.forbidden.title': 'You may not ask for this',
  'preview.problem.forbidden.description':
    'Ask the platform team to give your group the right to use this template.',
  'preview.problem.unreachable.title': 'There is no preview now',
  'preview.problem.unreachable.description':
    'What it needs cannot be reached. You can go on: everything is checked again before the pull request is opened.',
  'preview.problem.other.title': 'The preview failed',
  'preview.problem.other.description':
    'You can go on: everything is checked again before the pull request is opened.',

  'page.title': 'Change requests',
  'page.all': 'All change requests',

  'list.label': 'Change requests',
  'list.loading': 'Reading the change requests…',
  'list.search': 'Search',
  'list.searchPlaceholder': 'Title, branch or person',
  'list.state': 'State',
  'list.anyState': 'Any state',
  'list.stateOption': '{{state}} ({{number}})',
  'list.mine': 'My own',
  'list.clear': 'Clear filters',
  'list.more': 'Show {{number}} more',
  'list.column.title': 'Change',
  'list.column.state': 'State',
  'list.column.requester': 'Asked by',
  'list.column.created': 'Created',
  'list.column.pullRequest': 'Pull request',
  'list.openPullRequest': 'Open pull request {{number}} in the forge',
  'list.empty.title': 'No change requests yet',
  'list.empty.description':
    'Each form that asks for something makes a pull request; it is listed here from then on.',
  'list.noMatch.title': 'No change matches',
  'list.noMatch.description': 'Loosen the search or the filters.',

  'state.open': 'Open',
  'state.merged': 'Merged',
  'state.closed': 'Closed',

  'card.title': 'Change request',

  'problem.forbidden.title': 'You may not see change requests',
  'problem.forbidden.description':
    'Ask the platform team to give your group the permission, or sign in as somebody who has it.',
  'problem.unreachable.title': 'The portal cannot be reached',
  'problem.unreachable.description':
    'Either its backend is restarting or your network is cut. A merged change is applied all the same.',
  'problem.forge.title': 'The Git server cannot be reached',
  'problem.forge.description':
    'A merged change is applied all the same; the portal just cannot see it now.',
  'problem.gone.title': 'The Git server does not know this change',
  'problem.gone.description':
    'Its branch or its repository was removed, or the address is mistyped.',
  'problem.other.title': 'The change could not be read',
  'problem.notRefreshed': 'This is not up to date',
  'problem.lastGood': 'Last good answer: {{time}} ({{ago}}).',
  'problem.retry': 'Try again',

  'progress.label': 'Way of the change',
  'progress.loading': 'Reading how far the change has come…',
  'progress.requestedBy': 'Asked by',
  'progress.argocdStale': 'Argo CD does not answer',
  'progress.argocdStaleSince': 'Its state below is from {{time}} ({{ago}}).',
  'progress.argocdStaleNever':
    'It has not answered since the portal started, so nothing is known of the last steps.',
  'progress.argocdLoading': 'The state of Argo CD is being read.',

  'step.pull-request': 'Pull request',
  'step.merge': 'Review and merge',
  'step.sync': 'Argo CD applies it',
  'step.object': 'It runs',

  'stepState.waiting': 'Not yet',
  'stepState.active': 'Now',
  'stepState.done': 'Done',
  'stepState.failed': 'Failed',

  'hint.pull-request.waiting': 'The pull request is being made.',
  'hint.pull-request.active': 'The pull request is being made.',
  'hint.pull-request.done': 'The change is written down and can be reviewed.',
  'hint.pull-request.failed':
    'The pull request was closed without a merge, so nothing changes.',
  'hint.merge.waiting': 'After the pull request is there.',
  'hint.merge.active':
    'Somebody with the right to merge has to review it. This page goes on by itself afterwards.',
  'hint.merge.conflict':
    'It conflicts with what was merged meanwhile. Ask for it anew, or solve the conflict in the branch.',
  'hint.merge.done': 'The change is part of {{base}}.',
  'hint.merge.failed': 'It cannot be merged.',
  'hint.sync.waiting': 'After the merge.',
  'hint.sync.active': 'Argo CD is bringing the change to the cluster.',
  'hint.sync.manual':
    'This application does not sync by itself: somebody of the platform team has to sync {{application}} in Argo CD.',
  'hint.sync.done': 'The cluster has what Git says.',
  'hint.sync.failed': 'Argo CD could not apply the change.',
  'hint.object.waiting': 'After Argo CD has applied it.',
  'hint.object.active': 'It is being made ready.',
  'hint.object.done': 'It is there and ready.',
  'hint.object.failed': 'It did not become ready.',

  'link.pull-request': 'Open pull request {{number}}',
  'link.merge': 'Review and merge',
  'link.sync': 'Open in Argo CD',
  'link.object': 'Open {{name}}',
  'link.follow': 'Follow this change on its own page',

  'trouble.label': 'What Argo CD says',
  'trouble.retries': 'Tried {{number}} times so far; Argo CD goes on trying.',

  ...applicationEn,
} as const;
