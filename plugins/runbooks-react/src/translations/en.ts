/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'severity.critical': 'Critical',
  'severity.major': 'Major',
  'severity.minor': 'Minor',
  'severity.info': 'Info',

  'kind.incident': 'Incident',
  'kind.check': 'Check',
  'kind.procedure': 'Procedure',
  'kind.design': 'Design',
  'kind.defect': 'Defect',
  'kind.hypothetical': 'Possible incident',

  'chips.label': 'Runbooks',
  'chips.open': 'Runbook: {{title}} ({{severity}})',
  'chips.more_one': '{{count}} more',
  'chips.more_other': '{{count}} more',
  'chips.search': 'Search runbooks',

  'drawer.close': 'Close',
  'drawer.back': 'Back',
  'drawer.loading': 'Opening the runbook…',
  'drawer.openPage': 'Open page',
  'drawer.language': 'Language of the runbook',

  'article.only': 'This runbook is not written in English yet.',
  'article.systems': 'Systems',
  'article.versions': 'Versions',
  'article.since': '{{system}} from {{version}}',
  'article.until': '{{system}} up to {{version}}',
  'article.between': '{{system}} {{since}} to {{until}}',
  'article.why': 'Why this one',
  'article.destructive.title': 'A step here can lose data or cut access',
  'article.destructive.description':
    'Read the step and its warning to the end, and how to go back, before you run anything.',
  'article.sections': 'Sections',
  'article.related': 'Related runbooks',
  'article.others': 'These fit as well',
  'article.copy': 'Copy the block',
  'article.copied': 'Copied',
  'article.copyFailed': 'The browser did not copy it',

  'why.system': 'System: {{value}}',
  'why.kind': 'Kind of object: {{value}}',
  'why.status': 'Status: {{value}}',
  'why.phase': 'Phase: {{value}}',
  'why.condition': 'Condition: {{value}}',
  'why.reason': 'Reason: {{value}}',
  'why.event': 'Event: {{value}}',
  'why.operation': 'Operation of Argo CD: {{value}}',
  'why.sync': 'Sync state: {{value}}',
  'why.health': 'Health: {{value}}',
  'why.http': 'HTTP status: {{value}}',
  'why.message': 'The message says {{value}}',

  'helpful.question': 'Was this helpful?',
  'helpful.yes': 'Yes',
  'helpful.no': 'No',
  'helpful.counted': 'Thank you, it is counted. You can change it.',
  'helpful.countedNo':
    'Thank you, it is counted. Whoever writes the runbooks sees it. You can change it.',
  'helpful.failed': 'It could not be counted. Try again.',
  'helpful.forbidden': 'You may not vote on runbooks.',

  'problem.forbidden.title': 'You may not read runbooks',
  'problem.forbidden.description':
    'Ask the platform team to give your group the permission.',
  'problem.gone.title': 'There is no runbook {{id}}',
  'problem.gone.description':
    'It was removed or its id changed. Search for what you see instead.',
  'problem.unreachable.title': 'The portal cannot be reached',
  'problem.unreachable.description':
    'Either its backend is restarting or your network is cut. The same pages are in docs/runbooks of the repository.',
  'problem.other.title': 'The runbook could not be read',
  'problem.retry': 'Try again',
} as const;
