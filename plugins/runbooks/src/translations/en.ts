/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'page.title': 'Runbooks',
  'page.intro':
    'What to do when something is wrong: what you see, what it means, how to check it, how to mend it.',

  'list.label': 'Runbooks',
  'list.loading': 'Reading the runbooks…',
  'list.search': 'Filter',
  'list.searchPlaceholder': 'Title, id or system',
  'list.group': 'Group',
  'list.anyGroup': 'All groups',
  'list.system': 'System',
  'list.anySystem': 'All systems',
  'list.severity': 'Severity',
  'list.anySeverity': 'Any severity',
  'list.kind': 'Kind',
  'list.anyKind': 'All kinds',
  'list.option': '{{name}} ({{number}})',
  'list.clear': 'Clear filters',
  'list.count_one': '{{count}} runbook',
  'list.count_other': '{{count}} runbooks',
  'list.countOf': '{{shown}} of {{total}} runbooks',
  'list.searchAll': 'Search in the text of all runbooks',
  'list.destructive': 'A step can lose data or cut access',
  'list.source': 'From {{source}}',
  'list.helpful': 'Helpful: {{helpful}} yes, {{unhelpful}} no',

  'empty.title': 'There are no runbooks yet',
  'empty.description':
    'Whoever runs the portal names folders of runbooks in its configuration (runbooks.sources).',
  'noMatch.title': 'No runbook passes these filters',
  'noMatch.description':
    'Loosen the filters, or search in the text of all runbooks.',

  'faults.title_one': '{{count}} page could not be read',
  'faults.title_other': '{{count}} pages could not be read',
  'faults.description':
    'These pages are left out until they are corrected. Only the platform team sees this.',

  'problem.forbidden.title': 'You may not read runbooks',
  'problem.forbidden.description':
    'Ask the platform team to give your group the permission.',
  'problem.unreachable.title': 'The portal cannot be reached',
  'problem.unreachable.description':
    'Either its backend is restarting or your network is cut. The same pages are in docs/runbooks of the repository.',
  'problem.other.title': 'The runbooks could not be read',
  'problem.retry': 'Try again',

  'helpful.question': 'Was “{{title}}” helpful?',
  'helpful.yes': 'Yes',
  'helpful.no': 'No',
} as const;
